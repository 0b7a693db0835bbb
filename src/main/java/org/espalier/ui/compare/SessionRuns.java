package org.espalier.ui.compare;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.espalier.compress.CompressionResult.LayerOutcome;
import org.espalier.job.JobResult;
import org.espalier.measure.Estimate;
import org.espalier.report.Numbers;
import org.espalier.report.compare.ComparedRun;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** The runs of this session of the window, forgotten when another model is opened. */
public final class SessionRuns implements ComparedRuns {
    private final ObservableList<ComparedRun> runs = FXCollections.observableArrayList();

    @Override
    public ObservableList<ComparedRun> runs() {
        return runs;
    }

    /**
     * Adds a finished run.
     *
     * @param predicted accuracy that was expected; null if none was
     */
    public void add(JobResult.Ran ran, Duration taken, @Nullable Estimate predicted) {
        List<LayerOutcome> changes = ran.steps().stream().flatMap(List::stream).toList();
        String name =
                "%d · %s %s"
                        .formatted(
                                runs.size() + 1,
                                changes.stream()
                                        .map(LayerOutcome::method)
                                        .distinct()
                                        .collect(Collectors.joining(" → ")),
                                Numbers.wholePercent(ran.comparison().candidate().sparsity()));
        runs.add(
                new ComparedRun(
                        name,
                        Instant.now(),
                        taken,
                        ran.comparison(),
                        changes,
                        List.of(),
                        predicted));
    }
}
