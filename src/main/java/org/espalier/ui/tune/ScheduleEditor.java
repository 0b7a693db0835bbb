package org.espalier.ui.tune;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.espalier.analyze.Schedule;
import org.espalier.compress.Target;
import org.espalier.model.Layer;
import org.espalier.model.LayerId;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The schedule in hand and the edits that the Tune screen makes to it, by layer index. */
public final class ScheduleEditor {
    /** Beyond this a layer is all but gone. */
    static final double MOST = 0.99;

    private final ReadOnlyObjectWrapper<Schedule> schedule =
            new ReadOnlyObjectWrapper<>(new Schedule(Map.of()));
    private List<Layer> layers = List.of();

    /** Starts again with every layer dense. */
    void open(List<Layer> opened) {
        layers = List.copyOf(opened);
        schedule.set(Schedule.uniform(layers, new Target.Sparsity(0)));
    }

    /** Takes a schedule made elsewhere. */
    void replace(Schedule next) {
        schedule.set(next);
    }

    /** Sets one layer, locked or not: the user holds it. */
    void set(int layer, double sparsity) {
        schedule.set(with(schedule.get(), layer, sparsity));
    }

    /** Moves all layers between two, ends included, from where {@code before} had them. */
    void move(Schedule before, int from, int to, double by) {
        Schedule next = before;
        for (int i = Math.min(from, to); i <= Math.max(from, to); i++) {
            if (!before.locked(id(i))) {
                next = with(next, i, sparsity(before, i) + by);
            }
        }
        schedule.set(next);
    }

    /** Locks or frees one layer. */
    void toggleLock(int layer) {
        Schedule now = schedule.get();
        Target target = now.target(id(layer)).orElse(new Target.Sparsity(0));
        schedule.set(now.with(id(layer), new Schedule.Entry(target, !now.locked(id(layer)))));
    }

    /** A layer's share of zeros. */
    double sparsity(int layer) {
        return sparsity(schedule.get(), layer);
    }

    /** All layers' shares of zeros. */
    double[] line() {
        double[] line = new double[layers.size()];
        Schedule now = schedule.get();
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
        Map<LayerId, Schedule.Entry> pruned = new LinkedHashMap<>(schedule.get().entries());
        pruned.values().removeIf(entry -> entry.target().sparsity() == 0);
        return new Schedule(pruned);
    }

    /** The schedule. */
    ReadOnlyObjectProperty<Schedule> schedule() {
        return schedule.getReadOnlyProperty();
    }

    private Schedule with(Schedule base, int layer, double sparsity) {
        double share = Math.round(Math.clamp(sparsity, 0, MOST) * 1e4) / 1e4;
        boolean locked = base.locked(id(layer));
        return base.with(id(layer), new Schedule.Entry(new Target.Sparsity(share), locked));
    }

    private double sparsity(Schedule of, int layer) {
        return of.target(id(layer)).map(Target::sparsity).orElse(0.0);
    }

    private LayerId id(int layer) {
        return layers.get(layer).id();
    }
}
