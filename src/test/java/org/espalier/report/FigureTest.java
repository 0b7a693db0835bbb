package org.espalier.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.analyze.BlockPassage;
import org.espalier.analyze.Duel;
import org.espalier.analyze.SensitivityTable;
import org.espalier.analyze.SensitivityTable.Measure;
import org.espalier.base.WholeFile;
import org.espalier.compress.CompressionResult.LayerOutcome;
import org.espalier.compress.Target;
import org.espalier.data.Sample;
import org.espalier.measure.Estimate;
import org.espalier.measure.ModelSize;
import org.espalier.measure.Provenance;
import org.espalier.measure.Quality;
import org.espalier.model.Layer;
import org.espalier.model.LayerId;
import org.espalier.ui.SampleStudy;
import org.espalier.ui.Study;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Each figure against the SVG that was looked at and found right. */
class FigureTest {
    private static final Path EXPECTED = Path.of("src/test/resources/figures");
    private static final Path ACTUAL = Path.of("target/figures");

    /** To accept a change, look at the file under target/figures and copy it over. */
    private static void assertLooksRight(String name, Figure figure) throws IOException {
        String svg = SvgPainter.paint(figure, Palette.LIGHT);
        WholeFile.writeString(ACTUAL.resolve(name + ".svg"), svg);
        assertEquals(Files.readString(EXPECTED.resolve(name + ".svg")), svg);
    }

    private static SensitivityTable table(String method, Measure measure) {
        double[][] damage = {{0.01, Double.NaN}, {0.05, 0.4}};
        List<LayerId> layers = List.of(new LayerId("conv1"), new LayerId("stage1.0.conv2"));
        return new SensitivityTable(method, measure, layers, new double[] {0.4, 0.8}, damage);
    }

    @Test
    void sensitivityWithSchedule() throws IOException {
        SensitivityFigure figure =
                new SensitivityFigure(
                        table("wanda", Measure.ACCURACY_DROP),
                        new double[] {0.2, 0.75},
                        new boolean[] {true, false},
                        new long[] {144, 2304},
                        SensitivityFigure.Highlight.of(1));
        assertLooksRight("sensitivity", figure.figure(320, 240, Palette.LIGHT));
        assertEquals(
                """
                layer,weights,schedule,locked,0.0,0.4,0.8
                conv1,144,0.2,true,0.0,0.01,
                stage1.0.conv2,2304,0.75,false,0.0,0.05,0.4
                """
                        .replace("\n", "\r\n"),
                figure.figure(320, 240, Palette.LIGHT).data().csv());
    }

    @Test
    void proposalIsDashedOverTheScheduleInHand() throws IOException {
        SensitivityFigure figure =
                new SensitivityFigure(
                        table("wanda", Measure.OUTPUT_ERROR),
                        new double[] {0.2, 0.75},
                        new boolean[] {true, false},
                        new long[] {144, 2304},
                        new SensitivityFigure.Highlight(
                                0, Set.of(0, 1), new double[] {0.2, 0.5}, List.of("", "M 2:4")));
        Figure painted = figure.figure(110, 300, Palette.LIGHT);
        assertLooksRight("proposal", painted);
        assertEquals("proposed", painted.data().header().get(4));
        assertEquals("0.5", painted.data().rows().get(1).get(4));
        assertEquals("M 2:4", painted.data().rows().get(1).get(5));
        String wide = SvgPainter.paint(figure.figure(320, 300, Palette.LIGHT), Palette.LIGHT);
        assertTrue(wide.contains(">M 2:4</text>"), wide);
    }

    private static SensitivityFigure deep(int blocks, SensitivityFigure.Highlight highlight) {
        List<LayerId> layers = SampleStudy.deep(blocks).layers().stream().map(Layer::id).toList();
        int count = layers.size();
        double[][] damage = new double[count][];
        double[] line = new double[count];
        for (int i = 0; i < count; i++) {
            damage[i] = new double[] {0.004 * i, i == 6 ? Double.NaN : 0.03 * i};
            line[i] = 0.07 * (i % 4) + 0.3;
        }
        boolean[] locked = new boolean[count];
        locked[2] = true;
        SensitivityTable table =
                new SensitivityTable(
                        "wanda", Measure.OUTPUT_ERROR, layers, new double[] {0.4, 0.8}, damage);
        return new SensitivityFigure(table, line, locked, new long[count], highlight);
    }

    private static BlockFigure blocks(
            int count, SensitivityFigure.Highlight highlight, BlockFigure.Colour colour) {
        Study study = SampleStudy.deep(count);
        BlockGrid grid =
                BlockGrid.of(study.blocks(), study.layers().stream().map(Layer::id).toList());
        BlockFigure.View view = new BlockFigure.View(new BlockGrid.Cell(1, 2), 2);
        return new BlockFigure(grid, deep(count, highlight), colour, view);
    }

    @Test
    void damageByBlockWithARowSelected() throws IOException {
        SensitivityFigure.Highlight row =
                new SensitivityFigure.Highlight(9, Set.of(1, 5, 9), new double[0], List.of());
        BlockFigure figure = blocks(3, row, new BlockFigure.Colour.Damage(0.8));
        Figure painted = figure.figure(320, 240, Palette.LIGHT);
        assertLooksRight("blocks", painted);
        assertEquals(
                List.of(
                        "2",
                        "down_proj",
                        "model.layers.2.mlp.down_proj",
                        "0.51",
                        "false",
                        Double.toString(0.03 * 11)),
                painted.data().rows().get(11));
        assertEquals("", painted.data().rows().get(6).get(5), "not known yet");
        BlockFigure scheduled = blocks(3, row, new BlockFigure.Colour.Damage(null));
        String damage = scheduled.figure(320, 240, Palette.LIGHT).data().rows().get(1).get(5);
        assertEquals(0.004 * 0.37 / 0.4, Double.parseDouble(damage), 1e-12);
    }

    @Test
    void proposedSparsityByBlockIsTheLowerPartOfACell() throws IOException {
        double[] proposed = new double[81];
        Arrays.setAll(proposed, i -> i % 3 / 3.0);
        SensitivityFigure.Highlight highlight =
                new SensitivityFigure.Highlight(
                        80, Set.of(80), proposed, Collections.nCopies(81, "M"));
        BlockFigure figure = blocks(20, highlight, new BlockFigure.Colour.Sparsity());
        Figure painted = figure.figure(200, 240, Palette.LIGHT);
        assertLooksRight("blocks-sparsity", painted);
        assertEquals("proposed", painted.data().header().getLast());
        BlockFigure few = blocks(2, highlight, new BlockFigure.Colour.Sparsity());
        String svg = SvgPainter.paint(few.figure(320, 300, Palette.LIGHT), Palette.LIGHT);
        assertTrue(svg.contains(">37 % → 33 %</text>") && svg.contains(">M</text>"), svg);
    }

    @Test
    void damageByMethod() throws IOException {
        List<SensitivityTable> tables =
                List.of(
                        table("magnitude", Measure.OUTPUT_ERROR),
                        table("wanda", Measure.OUTPUT_ERROR));
        DamageFigure figure = new DamageFigure(tables, 1, 0.6, "wanda");
        assertLooksRight("damage", figure.figure(280, 150, Palette.LIGHT));
    }

    @Test
    void errorThroughDepth() throws IOException {
        List<BlockPassage> first = passages(0.05, 0.08, 0.121, 0.1);
        Figure figure =
                new DepthFigure(List.of(first, passages(0.01, 0.02)))
                        .figure(320, 220, Palette.LIGHT);
        assertLooksRight("depth", figure);
        assertEquals(
                List.of("1", "model.layers.2", "0.121", "1.0", "2.0", "0.5"),
                figure.data().rows().get(2));
        assertEquals("2", figure.data().rows().get(5).getFirst());
        String many =
                SvgPainter.paint(
                        new DepthFigure(List.of(passages(new double[100])))
                                .figure(320, 220, Palette.LIGHT),
                        Palette.LIGHT);
        assertTrue(many.contains(">88</text>"), many);
        assertFalse(many.contains(">89</text>"), many);
    }

    private static List<BlockPassage> passages(double... errors) {
        return IntStream.range(0, errors.length)
                .mapToObj(
                        i ->
                                new BlockPassage(
                                        "model.layers." + i,
                                        errors[i],
                                        new BlockPassage.Seconds(1, 2, 0.5)))
                .toList();
    }

    @Test
    void qualityBeforeAndAfter() throws IOException {
        Figure figure =
                new QualityFigure(
                                List.of(quality("acc", 0.62, 0.03), quality("perplexity", 39.5, 1)),
                                List.of(quality("acc", 0.58, 0.04), quality("perplexity", 47.3, 2)))
                        .figure(360, 200, Palette.LIGHT);
        assertLooksRight("quality", figure);
        assertEquals(
                List.of("acc", "candidate", "0.58", "0.54", "0.62", "0.02", "400"),
                figure.data().rows().get(1));
    }

    private static Quality quality(String metric, double value, double half) {
        double low = Math.round((value - half) * 1000) / 1000.0;
        double high = Math.round((value + half) * 1000) / 1000.0;
        return new Quality(
                metric,
                new Estimate(value, low, high, half / 2),
                400,
                new Provenance("m", "d", 0, Map.of(), "cpu"));
    }

    @Test
    void methodsOnOneLayer() throws IOException {
        Duel duel =
                new Duel(
                        new LayerId("model.layers.0.mlp.down_proj"),
                        new Target.NM(2, 4),
                        1024,
                        List.of(
                                new Duel.Contender("magnitude", 0.0397, 0.5, 112, 0.004, ""),
                                new Duel.Contender("sparsegpt", 0.0135, 0.5, 8, 0.61, ""),
                                new Duel.Contender("alps", 0.0062, 0.5, 0, 12.3, "")),
                        new double[][] {{1, 0.62, 0.41}, {0.62, 1, 0.7}, {0.41, 0.7, 1}});
        Figure painted = new DuelFigure(duel).figure(600, 280, Palette.LIGHT);
        assertLooksRight("duel", painted);
        assertEquals(
                "method,output_error,sparsity,starved_rows,seconds,overlap_with_magnitude,"
                        + "overlap_with_sparsegpt,overlap_with_alps\r\n"
                        + "magnitude,0.0397,0.5,112,0.004,1.0,0.62,0.41",
                painted.data().csv().lines().limit(2).collect(Collectors.joining("\r\n")));
    }

    @Test
    void latencies() throws IOException {
        Random random = new Random(3);
        double[] base = random.doubles(60, 1.8, 2.1).toArray();
        double[] candidate = random.doubles(60, 0.9, 1.0).toArray();
        LatencyFigure figure = new LatencyFigure(base, candidate);
        assertLooksRight("latency", figure.figure(400, 200, Palette.LIGHT));
    }

    @Test
    void sizes() throws IOException {
        SizeFigure figure =
                new SizeFigure(
                        new ModelSize(710_000, 710_000, 650_000),
                        new ModelSize(710_000, 300_000, 310_000));
        assertLooksRight("size", figure.figure(400, 200, Palette.LIGHT));
    }

    @Test
    void classes() throws IOException {
        ClassFigure figure =
                new ClassFigure(
                        List.of("Trouser", "Ankle boot & shoe"), new double[] {0.002, -0.018});
        assertLooksRight("classes", figure.figure(300, 80, Palette.LIGHT));
    }

    @Test
    void manyClassesLeaveThoseThatChangedMost() {
        List<String> names = IntStream.range(0, 100).mapToObj(i -> "class " + i).toList();
        double[] differences = new double[100];
        differences[70] = -0.5;
        differences[30] = Double.NaN;
        ClassFigure figure = new ClassFigure(names, differences);
        String svg = SvgPainter.paint(figure.figure(300, 80, Palette.LIGHT), Palette.LIGHT);
        assertTrue(svg.contains(">class 70<") && !svg.contains(">class 30<"), svg);
        assertEquals(70, figure.at(79 - 5, 80));
        assertEquals(-1, figure.at(200, 80));
    }

    @Test
    void runsByTwoMeasures() throws IOException {
        ParetoFigure figure = pareto();
        assertLooksRight("pareto", figure.figure(400, 260, Palette.LIGHT));
        assertEquals(List.of(3, 1, 0), figure.front());
        Shape.Point place = figure.place(2, 400, 260);
        assertEquals(2, figure.at(place.x() + 3, place.y() - 3, 400, 260));
        assertEquals(-1, figure.at(200, 5, 400, 260));
        assertTrue(figure.figure(400, 260, Palette.LIGHT).data().csv().contains("worse,1.95,0.85"));
    }

    private static ParetoFigure pareto() {
        return new ParetoFigure(
                List.of(
                        new ParetoFigure.Run("original", 1.9, 0.92, 1e6),
                        new ParetoFigure.Run("good", 1.2, 0.91, 5e5),
                        new ParetoFigure.Run("worse", 1.95, 0.85, 4e5),
                        new ParetoFigure.Run("small", 0.5, 0.86, 1e5),
                        new ParetoFigure.Run("unknown", Double.NaN, 0.86, 1e5)),
                new ParetoFigure.Axis("latency, ms", false, Numbers::three),
                new ParetoFigure.Axis("accuracy", true, Numbers::percent),
                0,
                1);
    }

    @Test
    void confusionOfClasses() throws IOException {
        ConfusionFigure figure =
                new ConfusionFigure(
                        List.of("Coat", "Shirt & tie", "Bag"),
                        new int[][] {{90, 10, 0}, {5, 95, 0}, {0, 0, 50}},
                        new int[][] {{80, 20, 0}, {15, 84, 1}, {0, 0, 50}},
                        1);
        assertLooksRight("confusion", figure.figure(320, 160, Palette.LIGHT));
        assertTrue(
                figure.figure(320, 160, Palette.LIGHT)
                        .data()
                        .csv()
                        .contains("Coat,Shirt & tie,10,20"));
    }

    @Test
    void samplesOnWhichModelsDisagree() throws IOException {
        Sample image = new Sample.Image(2, 2, new int[] {-1, 0xff000000, 0xff000000, -1});
        DisagreementFigure.Answer coat = new DisagreementFigure.Answer("Coat", 0.91, true);
        DisagreementFigure.Answer shirt = new DisagreementFigure.Answer("Shirt", 0.52, false);
        DisagreementFigure figure =
                new DisagreementFigure(
                        List.of(
                                new DisagreementFigure.Case(7, "Coat", coat, shirt, image),
                                new DisagreementFigure.Case(
                                        9,
                                        "Coat",
                                        shirt,
                                        coat,
                                        new Sample.Words(
                                                "a garment worn over other clothes, long")),
                                new DisagreementFigure.Case(
                                        11, "Coat", coat, shirt, new Sample.Unseen())));
        assertLooksRight("disagreements", figure.figure(430, 150, Palette.LIGHT));
        assertEquals(3, DisagreementFigure.room(430, 150));
        assertTrue(
                figure.figure(430, 150, Palette.LIGHT)
                        .data()
                        .csv()
                        .contains("7,Coat,Coat,0.91,Shirt,0.52"));
    }

    @Test
    void changesByLayer() throws IOException {
        ChangeFigure figure =
                new ChangeFigure(List.of(outcome("conv1", 0.25), outcome("stage1.0.conv2", 0.8)));
        assertLooksRight("changes", figure.figure(300, 120, Palette.LIGHT));
    }

    private static LayerOutcome outcome(String layer, double sparsity) {
        return new LayerOutcome(
                new LayerId(layer), "wanda", new Target.Sparsity(sparsity), sparsity, "");
    }

    @Test
    void weightsWithWhatIsRemoved() throws IOException {
        WeightHistogram figure =
                new WeightHistogram(
                        -1,
                        1,
                        new long[] {1, 4, 90, 5, 2},
                        new long[] {0, 1, 90, 2, 0},
                        Double.NaN);
        assertLooksRight("histogram", figure.figure(200, 100, Palette.LIGHT));
    }

    @Test
    void weightsWithTheThresholdUpToWhichTheyAreRemoved() throws IOException {
        WeightHistogram figure =
                new WeightHistogram(
                        -1, 1, new long[] {1, 4, 90, 5, 2}, new long[] {0, 2, 90, 2, 0}, 0.4);
        assertLooksRight("histogram-threshold", figure.figure(200, 100, Palette.LIGHT));
    }

    @Test
    void inputsOfWhichOneIsDead() throws IOException {
        InputNorms norms = new InputNorms(new float[] {2, 1, 0, 4});
        assertLooksRight("input-norms", norms.figure(120, 60, Palette.LIGHT));
    }

    @Test
    void manyInputsShareBars() {
        float[] norms = new float[1000];
        norms[999] = 8;
        Figure figure = new InputNorms(norms).figure(20, 60, Palette.LIGHT);
        assertEquals(21, figure.shapes().size(), "ten bars, a mark under each, the floor");
        assertEquals(1000, figure.data().rows().size());
    }
}
