package org.espalier.report;

import org.espalier.data.Sample;
import org.espalier.report.Shape.Anchor;
import org.espalier.report.Shape.Box;
import org.espalier.report.Shape.Style;

import java.util.ArrayList;
import java.util.List;

/**
 * Samples that two models answer differently, side by side: the sample, its right class, and what
 * each model answers and how sure it is.
 *
 * @param cases worst first; as many are drawn as fit
 */
public record DisagreementFigure(List<Case> cases) {
    private static final double CELL = 132;
    private static final double LEAST_CELL = 72;
    private static final double WORDS = 50;
    private static final double GAP = 12;
    private static final int LETTERS = 20;

    /**
     * A sample.
     *
     * @param index in the data
     * @param label its right class
     */
    public record Case(int index, String label, Answer base, Answer candidate, Sample sample) {}

    /**
     * A model's answer.
     *
     * @param confidence from 0 to 1
     */
    public record Answer(String name, double confidence, boolean right) {
        private String text() {
            return ShortNames.cut(name, 14) + " " + Numbers.wholePercent(confidence);
        }
    }

    /** How many samples fit into a figure of this size. */
    public static int room(double width, double height) {
        return Math.max(1, columns(width)) * rows(height);
    }

    private static int columns(double width) {
        return (int) ((width + GAP) / (CELL + GAP));
    }

    private static int rows(double height) {
        return Math.max(1, (int) (height / (LEAST_CELL + WORDS)));
    }

    /** Paints it. */
    public Figure figure(double width, double height, Palette palette) {
        Sketch sketch = new Sketch(width, height);
        int columns = Math.max(1, columns(width));
        double high = height / rows(height);
        for (int i = 0; i < Math.min(cases.size(), columns * rows(height)); i++) {
            Box cell = new Box(i % columns * (CELL + GAP), i / columns * high, CELL, high);
            draw(sketch, cases.get(i), cell, palette);
        }
        return sketch.figure("Samples that the two models answer differently", this::data);
    }

    private static void draw(Sketch sketch, Case one, Box cell, Palette palette) {
        double side = Math.max(8, Math.min(CELL, cell.height() - WORDS - 4));
        Box frame = new Box(cell.x(), cell.y(), side, side);
        switch (one.sample()) {
            case Sample.Image image -> image(sketch, image, frame);
            case Sample.Words words ->
                    words(sketch, words.text(), new Box(frame.x(), frame.y(), CELL, side), palette);
            case Sample.Unseen unseen -> {
                sketch.fill(frame, 4, palette.empty());
                String name = "sample " + Numbers.count(one.index());
                sketch.text(frame.x() + 6, frame.y() + 16, name, Anchor.START, palette.muted());
            }
        }
        double y = cell.y() + side + 15;
        String label = ShortNames.cut(one.label(), LETTERS);
        sketch.text(cell.x(), y, label, new Style(Sketch.TEXT, true, Anchor.START, palette.text()));
        line(sketch, cell.x(), y + 15, one.base(), palette.base(), palette);
        line(sketch, cell.x(), y + 30, one.candidate(), palette.candidate(), palette);
    }

    private static void line(
            Sketch sketch, double x, double y, Answer answer, Ink model, Palette palette) {
        sketch.fill(new Box(x, y - 8, 8, 8), 2, model);
        Ink ink = answer.right() ? palette.text() : palette.loss();
        sketch.text(x + 13, y, answer.text(), Anchor.START, ink);
    }

    private static void image(Sketch sketch, Sample.Image image, Box frame) {
        double scale = frame.width() / Math.max(image.rows(), image.columns());
        double wide = image.columns() * scale;
        double high = image.rows() * scale;
        Box box =
                new Box(
                        frame.x() + (frame.width() - wide) / 2,
                        frame.y() + (frame.height() - high) / 2,
                        wide,
                        high);
        sketch.raster(box, image.columns(), image.rows(), image.argb());
    }

    private static void words(Sketch sketch, String text, Box box, Palette palette) {
        sketch.fill(box, 4, palette.empty());
        int lines = Math.max(1, (int) ((box.height() - 6) / 14));
        List<String> broken = lines(text);
        for (int i = 0; i < Math.min(lines, broken.size()); i++) {
            boolean more = i == lines - 1 && broken.size() > lines;
            String line = more ? ShortNames.cut(broken.get(i) + "……", LETTERS) : broken.get(i);
            sketch.text(box.x() + 5, box.y() + 14 + i * 14, line, Anchor.START, palette.text());
        }
    }

    /** Breaks at blanks; longer words are cut. */
    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split("\\s+")) {
            String fitting = ShortNames.cut(word, LETTERS);
            if (line.length() > 0 && line.length() + 1 + fitting.length() > LETTERS) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(fitting);
        }
        lines.add(line.toString());
        return lines;
    }

    private DataTable data() {
        List<String> header =
                List.of(
                        "sample",
                        "class",
                        "baseline",
                        "baseline_confidence",
                        "candidate",
                        "candidate_confidence");
        return new DataTable(header, cases.stream().map(DisagreementFigure::row).toList());
    }

    private static List<String> row(Case one) {
        return List.of(
                Integer.toString(one.index()),
                one.label(),
                one.base().name(),
                Double.toString(one.base().confidence()),
                one.candidate().name(),
                Double.toString(one.candidate().confidence()));
    }
}
