package org.espalier.ui.compare;

import javafx.collections.ObservableList;

import org.espalier.report.compare.ComparedRun;

/** Where the runs come from that can be compared. */
@FunctionalInterface
public interface ComparedRuns {
    /** The runs of the open model, oldest first; names are unique. */
    ObservableList<ComparedRun> runs();
}
