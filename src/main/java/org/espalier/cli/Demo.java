package org.espalier.cli;

import org.espalier.base.Progress;

import java.io.PrintStream;
import java.nio.file.Path;

/** The sample session without a window: scan, schedule, prune, measure, compare. */
@FunctionalInterface
public interface Demo {
    /**
     * Runs the session.
     *
     * @param folder where pictures and results are left
     * @param out where the before/after table is printed
     */
    void run(Path folder, PrintStream out, Progress progress);
}
