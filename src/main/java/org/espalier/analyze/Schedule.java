package org.espalier.analyze;

import org.espalier.compress.Target;
import org.espalier.model.Layer;
import org.espalier.model.LayerId;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
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
     */
    public record Entry(Target target, boolean locked) {}

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

    /** Share of zeros over all weights of {@code layers}; layers left out count as dense. */
    public double sparsity(Collection<Layer> layers) {
        double zeros = 0;
        double total = 0;
        for (Layer layer : layers) {
            double share = target(layer.id()).map(Target::sparsity).orElse(0.0);
            zeros += Math.floor(layer.weightCount() * share);
            total += layer.weightCount();
        }
        return total == 0 ? 0 : zeros / total;
    }
}
