package org.espalier.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.report.SensitivityFigure.Highlight;
import org.espalier.report.Shape.Anchor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class ColumnNamesTest {
    private static final double ACROSS = 720;
    private static final List<String> RESNET =
            List.of("conv1", "stage1.0.conv1", "stage1.0.conv2", "stage2.0.shortcut.conv", "fc");

    /** Six layers per block, as a transformer has them. */
    private static List<String> transformer(int count) {
        List<String> parts =
                List.of(
                        "attention.self.query",
                        "attention.self.key",
                        "attention.self.value",
                        "attention.output.dense",
                        "intermediate.dense",
                        "output.dense");
        return IntStream.range(0, count)
                .mapToObj(i -> "encoder.layer." + i / 6 + "." + parts.get(i % 6))
                .toList();
    }

    private static List<Shape.Text> drawn(ColumnNames names, int count, Highlight highlight) {
        Sketch sketch = new Sketch(ACROSS, 200);
        names.draw(sketch, i -> (i + 0.5) * ACROSS / count, 0, highlight, Palette.LIGHT);
        Stream<Shape> shapes =
                sketch.figure("", () -> new DataTable(List.of(), List.of())).shapes().stream();
        return shapes.map(Shape.Text.class::cast).toList();
    }

    @Test
    void namesShrinkToTheirNumbersBeforeTheyTurn() {
        assertEquals(RESNET, ColumnNames.fitting(RESNET, 150).names());
        assertEquals(
                new ColumnNames(List.of("conv1", "1.0.1", "1.0.2", "2.0.sh", "fc"), false, 1),
                ColumnNames.fitting(RESNET, 45));
    }

    @Test
    void uprightNamesLeaveOutWhatAllShareAndKeepTheirEnds() {
        ColumnNames names = ColumnNames.fitting(transformer(36), ACROSS / 36);
        assertTrue(names.turned());
        assertEquals(1, names.every());
        assertEquals("0.at.self.query", names.names().getFirst());
        assertEquals("5.output.dense", names.names().getLast());
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 36, 300})
    void namesNeverOverlap(int count) {
        ColumnNames names = ColumnNames.fitting(transformer(count), ACROSS / count);
        List<Shape.Text> texts = drawn(names, count, Highlight.of(count / 2));
        double[] x = texts.stream().mapToDouble(text -> text.at().x()).sorted().toArray();
        for (int i = 1; i < x.length; i++) {
            assertTrue(x[i] - x[i - 1] >= 13, count + " layers: " + (x[i] - x[i - 1]));
        }
        assertTrue(texts.stream().allMatch(text -> text.style().anchor() == Anchor.END));
    }

    @Test
    void selectedLayerKeepsItsNameHoweverDense() {
        ColumnNames names = ColumnNames.fitting(transformer(300), ACROSS / 300);
        List<Shape.Text> texts = drawn(names, 300, Highlight.of(101));
        assertEquals(names.names().get(101), texts.getFirst().text());
        assertTrue(texts.getFirst().style().bold());
        assertTrue(texts.size() < 300 * ACROSS / 300 / 13 + 1);
    }
}
