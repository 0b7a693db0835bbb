package org.espalier.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.espalier.analyze.SensitivityTable;
import org.espalier.analyze.SensitivityTable.Measure;
import org.espalier.base.WholeFile;
import org.espalier.measure.ModelSize;
import org.espalier.model.LayerId;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

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
                        1);
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
    void damageByMethod() throws IOException {
        List<SensitivityTable> tables =
                List.of(
                        table("magnitude", Measure.OUTPUT_ERROR),
                        table("wanda", Measure.OUTPUT_ERROR));
        DamageFigure figure = new DamageFigure(tables, 1, 0.6, "wanda");
        assertLooksRight("damage", figure.figure(280, 150, Palette.LIGHT));
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
    void weightsWithWhatIsRemoved() throws IOException {
        WeightHistogram figure =
                new WeightHistogram(-1, 1, new long[] {1, 4, 90, 5, 2}, 0).removing(0.3);
        assertLooksRight("histogram", figure.figure(200, 100, Palette.LIGHT));
    }
}
