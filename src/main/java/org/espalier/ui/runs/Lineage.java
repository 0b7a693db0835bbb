package org.espalier.ui.runs;

import org.espalier.project.Goals;
import org.espalier.project.RunRecord;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Puts each run below the one it came from. A run whose parent was deleted stands by itself. */
record Lineage(List<RunRecord> runs, Goals goals) {
    /** The runs that are not deleted, as rows. */
    List<RunRow> rows() {
        List<RunRecord> kept = runs.stream().filter(run -> !run.marks().deleted()).toList();
        List<RunRow> rows = new ArrayList<>();
        kept.stream()
                .filter(run -> find(kept, run.plan().parent()) == null)
                .forEach(root -> add(rows, root, 0, kept));
        return rows;
    }

    private void add(List<RunRow> rows, RunRecord run, int depth, List<RunRecord> kept) {
        RunRecord parent = find(runs, run.plan().parent());
        rows.add(RunRow.of(run, depth, parent == null ? "" : parent.title(), goals));
        kept.stream()
                .filter(child -> run.id().equals(child.plan().parent()))
                .forEach(child -> add(rows, child, depth + 1, kept));
    }

    private static @Nullable RunRecord find(List<RunRecord> among, @Nullable String id) {
        return among.stream().filter(run -> Objects.equals(run.id(), id)).findFirst().orElse(null);
    }
}
