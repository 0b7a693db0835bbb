package org.espalier.ui.tune;

import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;

import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Which layers are selected: one leads, others may go with it. Layers are indices. */
final class LayerSelection {
    private final ReadOnlyIntegerWrapper lead = new ReadOnlyIntegerWrapper(-1);
    private final Runnable changed;
    private SortedSet<Integer> all = Collections.emptySortedSet();
    private int anchor = -1;
    private int count;

    /** Calls {@code changed} after each change. */
    LayerSelection(Runnable changed) {
        this.changed = changed;
    }

    /** Starts again with one of so many layers. */
    void open(int layers, int first) {
        count = layers;
        select(first);
    }

    /** One layer alone, the nearest there is. */
    void select(int layer) {
        anchor = nearest(layer);
        set(anchor, range(anchor, anchor));
    }

    /** Adds a layer, which leads then, or takes it out; one stays. */
    void toggle(int layer) {
        TreeSet<Integer> next = new TreeSet<>(all);
        if (!next.remove(layer)) {
            next.add(layer);
        }
        if (layer >= 0 && layer < count && !next.isEmpty()) {
            anchor = next.contains(layer) ? layer : next.getFirst();
            set(anchor, next);
        }
    }

    /** All layers from where the selection began to this one. */
    void extend(int layer) {
        int to = nearest(layer);
        set(to, range(anchor, to));
    }

    /** These layers, if there are any; {@code first} of them leads. */
    void choose(Collection<Integer> layers, int first) {
        if (layers.contains(first)) {
            anchor = first;
            set(first, new TreeSet<>(layers));
        }
    }

    /** Every layer; the lead stays. */
    void selectAll() {
        set(lead.get(), range(0, count - 1));
    }

    private int nearest(int layer) {
        return Math.clamp(layer, count == 0 ? -1 : 0, count - 1);
    }

    private static SortedSet<Integer> range(int from, int to) {
        return IntStream.rangeClosed(Math.min(from, to), Math.max(from, to))
                .filter(layer -> layer >= 0)
                .boxed()
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void set(int first, SortedSet<Integer> layers) {
        all = Collections.unmodifiableSortedSet(layers);
        lead.set(first);
        changed.run();
    }

    /** The layer that keys and the inspector act on; -1 for none. */
    ReadOnlyIntegerProperty lead() {
        return lead.getReadOnlyProperty();
    }

    /** All selected layers, ascending. */
    Set<Integer> all() {
        return all;
    }
}
