package org.espalier.engine.djl;

import org.espalier.engine.djl.operator.Value;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The values of a run, by slot. */
final class Slots {
    private final @Nullable Value[] values;

    /** Empty slots. */
    Slots(int count) {
        values = new Value[count];
    }

    /** The slots of a run, which starts with the constants there already. */
    Slots(Slots constants) {
        values = Arrays.copyOf(constants.values, constants.values.length);
    }

    Value get(int slot) {
        Value value = values[slot];
        if (value == null) {
            throw new IllegalStateException("slot %d is empty".formatted(slot));
        }
        return value;
    }

    void set(int slot, Value value) {
        values[slot] = value;
    }

    /** The values of some slots; null for -1. */
    List<@Nullable Value> all(List<Integer> slots) {
        List<@Nullable Value> found = new ArrayList<>(slots.size());
        for (int slot : slots) {
            found.add(slot < 0 ? null : get(slot));
        }
        return found;
    }

    /** Frees the values of some slots. */
    void free(List<Integer> slots) {
        for (int slot : slots) {
            get(slot).close();
            values[slot] = null;
        }
    }

    /** Frees every value that {@code kept} does not hold as well. */
    void freeAllBut(Slots kept) {
        for (int slot = 0; slot < values.length; slot++) {
            Value value = values[slot];
            if (value != null && value != kept.values[slot]) {
                value.close();
            }
        }
    }
}
