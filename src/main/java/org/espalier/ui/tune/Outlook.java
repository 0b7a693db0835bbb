package org.espalier.ui.tune;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.espalier.analyze.ScheduleTotals;
import org.espalier.measure.Latency;
import org.espalier.measure.Quality;
import org.espalier.project.Edit;
import org.espalier.project.Goals;
import org.espalier.project.ProjectState;
import org.espalier.ui.ProjectViewModel;
import org.espalier.ui.Texts;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** What the schedule would come to: the tiles, and the goals beside it. */
public final class Outlook {
    private final TuneTiles texts;
    private final Runnable changed;
    private final ProjectViewModel project;
    private Goals goals = Goals.NONE;
    private final ReadOnlyObjectWrapper<List<Tile>> tiles = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<Goals.Check>> checks =
            new ReadOnlyObjectWrapper<>(List.of());
    private @Nullable Latency latency;

    /** Goals are the project's; calls {@code changed} when the totals are needed again. */
    Outlook(ProjectViewModel project, Texts texts, Runnable changed) {
        this.project = project;
        this.texts = new TuneTiles(texts);
        this.changed = changed;
        project.state().subscribe(this::follow);
    }

    private void follow(@Nullable ProjectState now) {
        Goals next = now == null ? Goals.NONE : now.goals();
        if (!next.equals(goals)) {
            goals = next;
            changed.run();
        }
    }

    /** Forgets what was measured. */
    void open() {
        latency = null;
    }

    /** Takes the latency of the model as it is. */
    void measured(Latency measured) {
        latency = measured;
        changed.run();
    }

    /**
     * Says what the totals mean.
     *
     * @param proposed totals of a proposal; null if there is none
     * @param base quality of the model as it is; null until measured
     */
    void show(ScheduleTotals inHand, @Nullable ScheduleTotals proposed, @Nullable Quality base) {
        Baseline baseline = new Baseline(base, latency);
        List<Tile> now = texts.of(inHand, baseline);
        tiles.set(proposed == null ? now : Tile.proposing(now, texts.of(proposed, baseline)));
        Latency timed = latency;
        checks.set(
                goals.check(
                        Goals.exactly(inHand.sparseBytes()),
                        timed == null ? null : timed.p50Ms(),
                        inHand.accuracy().orElse(null)));
    }

    /** The project's goals. */
    public Goals goals() {
        return goals;
    }

    /** Sets other goals. */
    public void set(Goals next) {
        project.edit(new Edit.SetGoals(next));
    }

    /** The tiles. */
    public ReadOnlyObjectProperty<List<Tile>> tiles() {
        return tiles.getReadOnlyProperty();
    }

    /** The goals beside what the schedule would come to. */
    public ReadOnlyObjectProperty<List<Goals.Check>> checks() {
        return checks.getReadOnlyProperty();
    }
}
