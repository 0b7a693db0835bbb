package org.espalier.analyze;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.base.CancelledException;
import org.espalier.base.Progress;
import org.espalier.compress.LayerStatistics;
import org.espalier.compress.Target;
import org.espalier.model.Layer;
import org.espalier.model.LayerId;
import org.espalier.model.MatrixLayout;
import org.espalier.model.Weight;
import org.espalier.tensor.DType;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

class InstantSensitivityTest {
    private static final double[] SPARSITIES = {0.25, 0.5, 0.75};
    private static final Target.NM HALF = new Target.NM(2, 4);
    private final InstantSensitivity instant = new InstantSensitivity(new PlainAlgebra());
    private final Random random = new Random(3);

    @Test
    void equalsTheErrorOfRunningAGemm() {
        check(new MatrixLayout(6, 8, 8, 1, 1));
    }

    @Test
    void equalsTheErrorOfRunningAWeightStoredInByOut() {
        check(new MatrixLayout(6, 8, 1, 6, 1));
    }

    @Test
    void equalsTheErrorOfRunningAGroupedConvolution() {
        check(new MatrixLayout(6, 8, 8, 1, 3));
    }

    @Test
    void isNothingForAnUnprunedLayer() {
        Layer layer = layer(new MatrixLayout(4, 5, 5, 1, 1));
        Tensor weight = normal(Shape.of(4, 5));
        double[] all = {0.0};

        SensitivityTable table =
                instant.table(
                        request(layer, weight, gram(layer, normal(Shape.of(20, 5))), all),
                        Progress.NONE);

        assertEquals(0, table.damage()[0][0]);
        assertEquals(SensitivityTable.Measure.OUTPUT_ERROR, table.measure());
        assertEquals("smallest", table.method());
        assertEquals(List.of(layer.id()), table.layers());
    }

    @Test
    void callsALayerWithoutInputUnharmed() {
        Layer layer = layer(new MatrixLayout(4, 5, 5, 1, 1));
        Tensor silence = Tensor.zeros(DType.FLOAT32, Shape.of(20, 5));

        SensitivityTable table =
                instant.table(
                        request(layer, normal(Shape.of(4, 5)), gram(layer, silence), SPARSITIES),
                        Progress.NONE);

        assertArrayEquals(new double[3], table.damage()[0]);
    }

    @Test
    void stopsWhenCancelled() {
        Layer layer = layer(new MatrixLayout(4, 5, 5, 1, 1));
        ScanRequest request =
                request(
                        layer,
                        normal(Shape.of(4, 5)),
                        gram(layer, normal(Shape.of(20, 5))),
                        SPARSITIES);

        assertThrows(
                CancelledException.class,
                () ->
                        instant.table(
                                request,
                                new Progress() {
                                    @Override
                                    public void update(String part, long done, long total) {}

                                    @Override
                                    public void checkpoint() {
                                        throw new CancelledException();
                                    }
                                }));
    }

    private void check(MatrixLayout layout) {
        Layer layer = layer(layout);
        Tensor weight = normal(Shape.of(layout.count()));
        Tensor inputs = normal(Shape.of(50, layout.inputFeatures()));
        ScanRequest request = request(layer, weight, gram(layer, inputs), SPARSITIES);

        SensitivityTable table = instant.table(request, Progress.NONE);

        for (int i = 0; i < SPARSITIES.length; i++) {
            Tensor pruned = request.pruned(layer, i, Progress.NONE);
            assertEquals(damage(layout, weight, inputs, pruned), table.damage()[0][i], 1e-5);
        }
        Tensor pattern = request.pruned(layer, HALF, Progress.NONE);
        double damage = table.patternDamage(0, HALF).orElseThrow();
        assertEquals(damage(layout, weight, inputs, pattern), damage, 1e-5);
        assertEquals(damage, table.damageAt(0, HALF));
        assertTrue(table.damageAt(0, 0.5) < damage, "the pattern binds the places");
        Target.NM another = new Target.NM(4, 8);
        assertEquals(table.damageAt(0, 0.5), table.damageAt(0, another), "as many zeros");
    }

    private static double damage(
            MatrixLayout layout, Tensor weight, Tensor inputs, Tensor changed) {
        double error = 0;
        double energy = 0;
        for (int n = 0; n < 50; n++) {
            for (int row = 0; row < layout.rows(); row++) {
                double whole = output(layout, weight, inputs, n, row);
                double pruned = output(layout, changed, inputs, n, row);
                error += (whole - pruned) * (whole - pruned);
                energy += whole * whole;
            }
        }
        return error / energy;
    }

    private static double output(
            MatrixLayout layout, Tensor weight, Tensor inputs, int sample, int row) {
        double sum = 0;
        int first = row / layout.groupRows() * layout.columns();
        for (int c = 0; c < layout.columns(); c++) {
            sum +=
                    (double) weight.floatAt(layout.index(row, c))
                            * inputs.floatAt((long) sample * layout.inputFeatures() + first + c);
        }
        return sum;
    }

    private static ScanRequest request(
            Layer layer, Tensor weight, LayerStatistics statistics, double[] sparsities) {
        Map<String, Weight> weights =
                Map.of(
                        layer.weight(),
                        new Weight(layer.weight(), weight, Weight.Storage.INITIALIZER));
        return new ScanRequest(
                TestLayers.network(weights),
                List.of(layer),
                new SmallestWeights(),
                Map.of(layer.id(), statistics),
                sparsities,
                List.of(HALF));
    }

    private static LayerStatistics gram(Layer layer, Tensor inputs) {
        MatrixLayout layout = layer.layout();
        List<Tensor> grams = new ArrayList<>();
        for (int group = 0; group < layout.groups(); group++) {
            Tensor part = Tensor.zeros(DType.FLOAT32, Shape.of(50, layout.columns()));
            for (int n = 0; n < inputs.shape().intDim(0); n++) {
                for (int c = 0; c < layout.columns(); c++) {
                    part.setDouble(
                            (long) n * layout.columns() + c,
                            inputs.floatAt(
                                    (long) n * layout.inputFeatures()
                                            + group * layout.columns()
                                            + c));
                }
            }
            Tensor gram = Tensor.zeros(DType.FLOAT32, Shape.of(layout.columns(), layout.columns()));
            new PlainAlgebra().addGram(part, gram);
            grams.add(gram);
        }
        return new LayerStatistics(50, new double[layout.inputFeatures()], grams);
    }

    private static Layer layer(MatrixLayout layout) {
        Layer plain = TestLayers.gemm("layer", layout.rows(), layout.columns());
        return new Layer(
                new LayerId("layer"),
                plain.node(),
                plain.input(),
                plain.output(),
                plain.weight(),
                plain.weightShape(),
                layout,
                null,
                layout.inputFeatures(),
                List.of(),
                List.of(),
                0);
    }

    private Tensor normal(Shape shape) {
        Tensor tensor = Tensor.zeros(DType.FLOAT32, shape);
        for (long i = 0; i < tensor.count(); i++) {
            tensor.setDouble(i, random.nextGaussian());
        }
        return tensor;
    }
}
