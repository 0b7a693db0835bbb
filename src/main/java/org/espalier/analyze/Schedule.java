package org.espalier.analyze;

import org.espalier.compress.Target;
import org.espalier.model.Layer;
import org.espalier.model.LayerId;
import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How far each layer is to go. Layers that are not in it are left out and stay dense. Immutable.
 *
 * @param entries in the model's layer order
 */
public record Schedule(Map<LayerId, Entry> entries) {
    /**
     * One layer's part.
     *
     * @param locked presets and drags of a range leave it as it is
     * @param method key of the method that prunes it; null for the one of the whole schedule
     */
    public record Entry(Target target, boolean locked, @Nullable String method) {
        /** An entry without a method of its own. */
        public Entry(Target target, boolean locked) {
            this(target, locked, null);
        }

        /** The same layer, to go so far. */
        public Entry with(Target other) {
            return new Entry(other, locked, method);
        }

        /** The same layer, locked or free. */
        public Entry withLock(boolean lock) {
            return new Entry(target, lock, method);
        }

        /** The same layer by another method; null for the schedule's. */
        public Entry withMethod(@Nullable String other) {
            return new Entry(target, locked, other);
        }
    }

    /** The same target for every layer, none locked. */
    public static Schedule uniform(Collection<Layer> layers, Target target) {
        Map<LayerId, Entry> entries = new LinkedHashMap<>();
        layers.forEach(layer -> entries.put(layer.id(), new Entry(target, false)));
        return new Schedule(entries);
    }

    /** The target of a layer, or empty if the layer is left out. */
    public Optional<Target> target(LayerId layer) {
        return Optional.ofNullable(entries.get(layer)).map(Entry::target);
    }

    /** Key of the method that prunes a layer, where the schedule's is {@code common}. */
    public String method(LayerId layer, String common) {
        Entry entry = entries.get(layer);
        return entry == null ? common : Objects.requireNonNullElse(entry.method(), common);
    }

    /** The part of the schedule that one method carries out, where the schedule's is common. */
    public Schedule by(String method, String common) {
        Map<LayerId, Entry> part = new LinkedHashMap<>(entries);
        part.keySet().removeIf(layer -> !method(layer, common).equals(method));
        return new Schedule(part);
    }

    /** The schedule without the layers that lose nothing. */
    public Schedule pruned() {
        Map<LayerId, Entry> pruned = new LinkedHashMap<>(entries);
        pruned.values().removeIf(entry -> entry.target().sparsity() == 0);
        return new Schedule(pruned);
    }

    /** Whether presets must leave the layer as it is. */
    public boolean locked(LayerId layer) {
        Entry entry = entries.get(layer);
        return entry != null && entry.locked();
    }

    /** The same schedule with one layer's entry set. */
    public Schedule with(LayerId layer, Entry entry) {
        Map<LayerId, Entry> copy = new LinkedHashMap<>(entries);
        copy.put(layer, entry);
        return new Schedule(copy);
    }
}
