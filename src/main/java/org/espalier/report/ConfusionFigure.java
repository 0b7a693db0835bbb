package org.espalier.report;

import org.espalier.report.Shape.Anchor;
import org.espalier.report.Shape.Box;
import org.espalier.report.Shape.Stroke;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the candidate answers (columns) for the samples of each class (rows). The darker a cell, the
 * larger its share of the row; right answers lie on the diagonal and are left pale, so that
 * mistakes stand out. Where there is room, the count and its change against the baseline are
 * written into the cell.
 *
 * @param classes names
 * @param base counts of the baseline, by right class and answer
 * @param candidate counts of the candidate
 * @param marked class whose row is outlined; -1 for none
 */
public record ConfusionFigure(List<String> classes, int[][] base, int[][] candidate, int marked) {
    private static final double NAMES = 88;
    private static final double HEAD = 34;
    private static final double DEEPEST = 0.25;

    /** Paints it. */
    public Figure figure(double width, double height, Palette palette) {
        Sketch sketch = new Sketch(width, height);
        int n = classes.size();
        Box plot =
                new Box(
                        NAMES,
                        HEAD,
                        Math.max(1, width - NAMES - 6),
                        Math.max(1, height - HEAD - 6));
        sketch.raster(plot, n, n, cells(palette));
        double wide = plot.width() / n;
        double high = plot.height() / n;
        if (high >= 9) {
            names(sketch, plot, wide, high, palette);
        }
        if (wide >= 22 && high >= 13) {
            counts(sketch, plot, wide, high, palette);
        }
        if (marked >= 0) {
            Box row = new Box(plot.x(), plot.y() + marked * high, plot.width(), high);
            sketch.outline(row, Stroke.solid(palette.text(), 1.5));
        }
        sketch.text(4, 12, "rows: right class, columns: answered", Anchor.START, palette.muted());
        return sketch.figure("Confusion of classes by the candidate", this::data);
    }

    private int[] cells(Palette palette) {
        int n = classes.size();
        int[] argb = new int[n * n];
        for (int r = 0; r < n; r++) {
            for (int c = 0; c < n; c++) {
                argb[r * n + c] = ink(r, c, palette).argb();
            }
        }
        return argb;
    }

    private Ink ink(int row, int column, Palette palette) {
        return row == column ? palette.empty() : palette.damage().at(share(row, column) / DEEPEST);
    }

    private double share(int row, int column) {
        int total = Arrays.stream(candidate[row]).sum();
        return total == 0 ? 0 : (double) candidate[row][column] / total;
    }

    private void names(Sketch sketch, Box plot, double wide, double high, Palette palette) {
        int letters = Math.max(1, (int) (wide / 6.5));
        for (int i = 0; i < classes.size(); i++) {
            double y = plot.y() + (i + 0.5) * high + 4;
            String name = ShortNames.cut(classes.get(i), 13);
            sketch.text(NAMES - 8, y, name, Anchor.END, palette.muted());
            if (wide >= 22) {
                double x = plot.x() + (i + 0.5) * wide;
                String head = ShortNames.cut(classes.get(i), letters);
                sketch.text(x, HEAD - 5, head, Anchor.MIDDLE, palette.muted());
            }
        }
    }

    private void counts(Sketch sketch, Box plot, double wide, double high, Palette palette) {
        boolean changes = wide >= 62;
        for (int r = 0; r < classes.size(); r++) {
            for (int c = 0; c < classes.size(); c++) {
                int count = candidate[r][c];
                int change = count - base[r][c];
                if (count > 0 || change != 0) {
                    String text = Numbers.count(count) + (changes ? change(change) : "");
                    double x = plot.x() + (c + 0.5) * wide;
                    boolean deep = r != c && share(r, c) > 0.5 * DEEPEST;
                    Ink ink = deep ? palette.ground() : palette.text();
                    sketch.text(x, plot.y() + (r + 0.5) * high + 4, text, Anchor.MIDDLE, ink);
                }
            }
        }
    }

    private static String change(int change) {
        return change == 0 ? "" : " (" + Numbers.signed(change, 0) + ")";
    }

    private DataTable data() {
        List<List<String>> rows = new ArrayList<>();
        for (int r = 0; r < classes.size(); r++) {
            for (int c = 0; c < classes.size(); c++) {
                rows.add(
                        List.of(
                                classes.get(r),
                                classes.get(c),
                                Integer.toString(base[r][c]),
                                Integer.toString(candidate[r][c])));
            }
        }
        return new DataTable(List.of("class", "answered", "baseline", "candidate"), rows);
    }
}
