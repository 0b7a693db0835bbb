package org.espalier.ui.tune;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.espalier.analyze.Schedule;
import org.espalier.compress.Target;
import org.espalier.model.Layer;
import org.espalier.model.LayerId;
import org.espalier.project.Edit.SetSchedule;
import org.espalier.project.Edit.SetSchedule.Reason;
import org.espalier.project.ProjectState;
import org.espalier.ui.ProjectViewModel;
import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The schedule in hand and the edits that the Tune screen makes to it, by layer index. */
public final class ScheduleEditor {
    /** Beyond this a layer is all but gone. */
    static final double MOST = 0.99;

    private final ReadOnlyObjectWrapper<Schedule> schedule =
            new ReadOnlyObjectWrapper<>(new Schedule(Map.of()));
    private final ProjectViewModel project;
    private List<Layer> layers = List.of();
    private Schedule suggested = new Schedule(Map.of());

    /** Edits the schedule of this project. */
    ScheduleEditor(ProjectViewModel project) {
        this.project = project;
        project.state().subscribe(now -> follow());
    }

    /** Starts on the project's schedule; with every layer dense if it has none yet. */
    void open(List<Layer> opened) {
        layers = List.copyOf(opened);
        suggest(Schedule.uniform(layers, new Target.Sparsity(0)));
    }

    /** What to show while the user has shaped nothing; no edit. */
    void suggest(Schedule next) {
        suggested = next;
        follow();
    }

    private void follow() {
        Schedule own = own();
        schedule.set(own == null ? suggested : own);
    }

    private @Nullable Schedule own() {
        ProjectState now = project.state().get();
        return now == null ? null : now.schedule();
    }

    /** Whether the project has a schedule of its own. */
    boolean shaped() {
        return own() != null;
    }

    /** Takes a schedule made by a preset. */
    void replace(Schedule next) {
        project.edit(new SetSchedule(next, Reason.PRESET));
    }

    /** Sets one layer, locked or not: the user holds it. */
    void set(int layer, double sparsity) {
        Schedule next = with(schedule.get(), layer, sparsity);
        project.edit(new SetSchedule(next, Reason.LAYER), gesture(layer));
    }

    /** A drag that begins at a layer, whether it then moves one or several. */
    private static Object gesture(int layer) {
        return "schedule from layer " + layer;
    }

    private static Reason reason(Collection<Integer> layers) {
        return layers.size() == 1 ? Reason.LAYER : Reason.RANGE;
    }

    /**
     * Sets several layers, locked ones left as they are unless there is only one.
     *
     * @param from where the gesture began
     */
    void set(Collection<Integer> chosen, int from, Target target) {
        Schedule next = schedule.get();
        for (int layer : chosen) {
            boolean locked = next.locked(id(layer));
            if (!locked || chosen.size() == 1) {
                next = next.with(id(layer), entry(next, layer).with(target));
            }
        }
        project.edit(new SetSchedule(next, reason(chosen)), gesture(from));
    }

    /**
     * Moves layers from where {@code before} had them; locked ones stay unless it is only one.
     *
     * @param from where the gesture began
     */
    void move(Schedule before, Collection<Integer> chosen, int from, double by) {
        Schedule next = before;
        for (int layer : chosen) {
            if (!before.locked(id(layer)) || chosen.size() == 1) {
                next = with(next, layer, sparsity(before, layer) + by);
            }
        }
        project.edit(new SetSchedule(next, reason(chosen)), gesture(from));
    }

    /**
     * Gives layers a method of their own, locked ones left as they are unless there is only one.
     * Layers that share a weight go together, because it is pruned once.
     *
     * @param method key; null for the schedule's
     */
    void setMethod(Collection<Integer> chosen, @Nullable String method) {
        Schedule next = schedule.get();
        for (int layer : chosen) {
            if (!next.locked(id(layer)) || chosen.size() == 1) {
                String weight = layers.get(layer).weight();
                for (int i = 0; i < layers.size(); i++) {
                    if (layers.get(i).weight().equals(weight)) {
                        next = next.with(id(i), entry(next, i).withMethod(method));
                    }
                }
            }
        }
        project.edit(new SetSchedule(next, Reason.METHOD));
    }

    /** Number of layers. */
    int count() {
        return layers.size();
    }

    /** Key of the method that prunes a layer, where the schedule's is {@code common}. */
    String method(int layer, String common) {
        return schedule.get().method(id(layer), common);
    }

    /** Whether a layer has a method of its own. */
    boolean ownMethod(int layer) {
        return entry(schedule.get(), layer).method() != null;
    }

    /** Makes every layer that is not locked dense. */
    void reset() {
        Schedule next = schedule.get();
        for (Layer layer : layers) {
            if (!next.locked(layer.id())) {
                next = next.with(layer.id(), new Schedule.Entry(target(0.0), false));
            }
        }
        project.edit(new SetSchedule(next, Reason.RESET));
    }

    /** A share of zeros within what is possible, in hundredths of a percent. */
    static Target target(double sparsity) {
        return new Target.Sparsity(Math.round(Math.clamp(sparsity, 0, MOST) * 1e4) / 1e4);
    }

    /** What a layer is to lose. */
    Target target(int layer) {
        return schedule.get().target(id(layer)).orElse(target(0.0));
    }

    /** Locks or frees one layer. */
    void toggleLock(int layer) {
        Schedule now = schedule.get();
        boolean locked = now.locked(id(layer));
        Schedule next = now.with(id(layer), entry(now, layer).withLock(!locked));
        project.edit(new SetSchedule(next, Reason.LOCK));
    }

    /** A layer's share of zeros. */
    double sparsity(int layer) {
        return sparsity(schedule.get(), layer);
    }

    /** All layers' shares of zeros. */
    double[] line() {
        return line(schedule.get());
    }

    /** All layers' shares of zeros in another schedule. */
    double[] line(Schedule now) {
        double[] line = new double[layers.size()];
        for (int i = 0; i < line.length; i++) {
            line[i] = sparsity(now, i);
        }
        return line;
    }

    /** Which layers are locked. */
    boolean[] locks() {
        boolean[] locks = new boolean[layers.size()];
        for (int i = 0; i < locks.length; i++) {
            locks[i] = schedule.get().locked(id(i));
        }
        return locks;
    }

    /** The schedule without the layers that lose nothing. */
    Schedule pruned() {
        return schedule.get().pruned();
    }

    /** The schedule. */
    ReadOnlyObjectProperty<Schedule> schedule() {
        return schedule.getReadOnlyProperty();
    }

    private Schedule with(Schedule base, int layer, double sparsity) {
        return base.with(id(layer), entry(base, layer).with(target(sparsity)));
    }

    private Schedule.Entry entry(Schedule of, int layer) {
        Schedule.Entry entry = of.entries().get(id(layer));
        return entry == null ? new Schedule.Entry(target(0.0), false) : entry;
    }

    private double sparsity(Schedule of, int layer) {
        return of.target(id(layer)).map(Target::sparsity).orElse(0.0);
    }

    private LayerId id(int layer) {
        return layers.get(layer).id();
    }
}
