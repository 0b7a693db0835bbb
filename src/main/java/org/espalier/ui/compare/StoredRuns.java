package org.espalier.ui.compare;

import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.espalier.analyze.Comparer;
import org.espalier.analyze.Comparison;
import org.espalier.job.JobResult;
import org.espalier.project.Goals;
import org.espalier.project.ProjectState;
import org.espalier.project.RunRecord;
import org.espalier.report.compare.ComparedRun;
import org.espalier.report.compare.Goal;
import org.espalier.report.compare.RunChanges;
import org.espalier.report.compare.RunMetric;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The runs of a project that ended well, each beside the project's own model: a run on what another
 * one gave is put beside the model that the first of them started from.
 */
public final class StoredRuns implements ComparedRuns {
    private final ObservableValue<List<RunRecord>> records;
    private final ObservableValue<@Nullable ProjectState> project;
    private final ObservableList<ComparedRun> runs = FXCollections.observableArrayList();
    private List<Object> seen = List.of();

    /**
     * Follows the runs of a project.
     *
     * @param records all of them, oldest first, those in the trash too
     * @param project whose goals they are to meet
     */
    public StoredRuns(
            ObservableValue<List<RunRecord>> records,
            ObservableValue<@Nullable ProjectState> project) {
        this.records = records;
        this.project = project;
        records.subscribe(now -> follow());
        project.subscribe(now -> follow());
    }

    @Override
    public ObservableList<ComparedRun> runs() {
        return runs;
    }

    private void follow() {
        List<RunRecord> ended =
                records.getValue().stream().filter(run -> run.outcome().isPresent()).toList();
        ProjectState now = project.getValue();
        Goals goals = now == null ? Goals.NONE : now.goals();
        List<Object> all = List.of(ended, goals);
        if (!all.equals(seen)) {
            seen = all;
            runs.setAll(compared(ended, goals));
        }
    }

    private static List<ComparedRun> compared(List<RunRecord> ended, Goals goals) {
        Map<String, Comparison> comparisons = new HashMap<>();
        List<ComparedRun> compared = new ArrayList<>();
        for (RunRecord run : ended) {
            against(run, comparisons)
                    .ifPresent(
                            comparison -> {
                                comparisons.put(run.id(), comparison);
                                if (!run.marks().deleted()) {
                                    compared.add(compared(run, comparison, goals));
                                }
                            });
        }
        return compared;
    }

    /** A run beside the project's model; empty if that cannot be known any more. */
    private static Optional<Comparison> against(RunRecord run, Map<String, Comparison> before) {
        Comparison own = run.comparison().orElseThrow();
        String parent = run.plan().parent();
        if (parent == null) {
            return Optional.of(own);
        }
        Comparer comparer = new Comparer();
        return Optional.ofNullable(before.get(parent))
                .map(first -> comparer.between(first.unchanged(), own));
    }

    private static ComparedRun compared(RunRecord run, Comparison comparison, Goals goals) {
        JobResult.Ran ran = run.outcome().orElseThrow();
        return new ComparedRun(
                run.title(),
                Objects.requireNonNullElse(run.ended(), Instant.EPOCH),
                run.worked(),
                comparison,
                run.plan().parent() == null,
                new RunChanges(
                        ran.steps().stream().flatMap(List::stream).toList(),
                        ran.passages(),
                        ran.output()),
                goals(goals),
                run.plan().predicted());
    }

    private static List<Goal> goals(Goals goals) {
        List<Goal> all = new ArrayList<>();
        add(all, RunMetric.SIZE, goals.largestBytes());
        add(all, RunMetric.LATENCY, goals.highestMillis());
        add(all, RunMetric.ACCURACY, goals.leastAccuracy());
        return List.copyOf(all);
    }

    private static void add(List<Goal> all, RunMetric metric, @Nullable Number limit) {
        if (limit != null) {
            all.add(new Goal(metric, limit.doubleValue()));
        }
    }
}
