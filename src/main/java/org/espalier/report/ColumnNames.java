package org.espalier.report;

import org.espalier.report.Shape.Anchor;
import org.espalier.report.Shape.Point;
import org.espalier.report.Shape.Style;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * Names under columns that never overlap: as they are where they fit, else shortened to their
 * numbers, else turned upright, and where even that is too dense only every few columns.
 *
 * @param names as drawn, one per column
 * @param turned whether they stand upright
 * @param every how many columns share one name
 */
record ColumnNames(List<String> names, boolean turned, int every) {
    private static final double LETTER = 6.1;
    private static final double GAP = 5;
    private static final double LINE = 13;
    private static final int MOST_UPRIGHT = 15;

    /** The best way to name columns of this width. */
    static ColumnNames fitting(List<String> full, double columnWidth) {
        List<String> names = ShortNames.distinctive(full);
        int room = (int) ((columnWidth - GAP) / LETTER);
        List<String> terse = names.stream().map(name -> ShortNames.beginning(name, room)).toList();
        for (List<String> candidate : List.of(full, names, terse)) {
            boolean distinct = new HashSet<>(candidate).size() == full.size();
            if (distinct && widest(candidate) <= room) {
                return new ColumnNames(candidate, false, 1);
            }
        }
        List<String> upright = names.stream().map(n -> ShortNames.ending(n, MOST_UPRIGHT)).toList();
        return new ColumnNames(upright, true, (int) Math.ceil(LINE / Math.max(0.1, columnWidth)));
    }

    private static int widest(Collection<String> names) {
        return names.stream().mapToInt(String::length).max().orElse(0);
    }

    /** Height that they take. */
    double height() {
        return turned ? widest(names) * LETTER + 6 : 16;
    }

    /**
     * Draws them.
     *
     * @param x middle of a column
     * @param top where they begin
     * @param highlight columns that keep their names whatever the density
     */
    void draw(
            Sketch sketch,
            IntToDoubleFunction x,
            double top,
            SensitivityFigure.Highlight highlight,
            Palette palette) {
        for (int i : shown(highlight)) {
            boolean chosen = highlight.holds(i);
            Ink ink = chosen ? palette.accent() : palette.muted();
            Anchor anchor = turned ? Anchor.END : Anchor.MIDDLE;
            Style style = new Style(Sketch.TEXT, i == highlight.lead(), anchor, ink);
            Point at =
                    turned
                            ? new Point(x.applyAsDouble(i) + 4, top)
                            : new Point(x.applyAsDouble(i), top + 12);
            sketch.text(new Shape.Text(at, names.get(i), style, turned ? -90 : 0));
        }
    }

    /** The selected column first; of the others those that keep their distance. */
    private List<Integer> shown(SensitivityFigure.Highlight highlight) {
        List<Integer> shown = new ArrayList<>();
        BitSet taken = new BitSet();
        if (highlight.lead() >= 0) {
            take(highlight.lead(), shown, taken);
        }
        for (int i = 0; i < names.size(); i += every) {
            if (!taken.get(i)) {
                take(i, shown, taken);
            }
        }
        return shown;
    }

    private void take(int column, List<Integer> shown, BitSet taken) {
        shown.add(column);
        taken.set(Math.max(0, column - every + 1), column + every);
    }
}
