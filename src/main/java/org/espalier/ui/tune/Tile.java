package org.espalier.ui.tune;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A number above the heatmap.
 *
 * @param title what it is, with its unit's meaning
 * @param value the number; a dash while it is not known
 * @param change against the model as it is; empty if there is none
 * @param tone of the change
 * @param note where the number comes from
 * @param warning whether the note should catch the eye
 * @param source for the tooltip: how the number was obtained
 */
public record Tile(
        String title,
        String value,
        String change,
        Tone tone,
        String note,
        boolean warning,
        String source) {
    /** Whether a change is welcome. */
    public enum Tone {
        GOOD,
        BAD,
        NEUTRAL,
        /** What a proposal would make of the number. */
        PROPOSED
    }

    /** The tiles with what a proposal would make of each number in place of the change. */
    static List<Tile> proposing(List<Tile> inHand, List<Tile> proposed) {
        return IntStream.range(0, inHand.size())
                .mapToObj(i -> inHand.get(i).proposing(proposed.get(i)))
                .toList();
    }

    private Tile proposing(Tile other) {
        String change = other.value.equals(value) ? "=" : "→ " + other.value;
        return new Tile(title, value, change, Tone.PROPOSED, note, warning, source);
    }
}
