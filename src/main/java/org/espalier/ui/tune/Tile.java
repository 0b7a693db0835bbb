package org.espalier.ui.tune;

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
        NEUTRAL
    }
}
