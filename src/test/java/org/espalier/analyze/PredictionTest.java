package org.espalier.analyze;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.analyze.SensitivityTable.Measure;
import org.espalier.compress.Target.Sparsity;
import org.espalier.compress.prune.Scope;
import org.espalier.measure.Estimate;
import org.espalier.measure.Provenance;
import org.espalier.measure.Quality;
import org.espalier.model.Layer;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;

class PredictionTest {
    private static final double[] GRID = {0.5, 0.9};
    private static final Provenance NOWHERE = new Provenance("", "", 0, Map.of(), "cpu");
    private final List<Layer> layers =
            List.of(TestLayers.gemm("a", 10, 100), TestLayers.gemm("b", 10, 100));

    @Test
    void isTheBaseForAnUnprunedModel() {
        Estimate estimate = predict(Measure.ACCURACY_DROP, 0.9, 0).orElseThrow();

        assertEquals(0.9, estimate.value(), 1e-3);
        assertEquals(0.88, estimate.low(), 1e-3);
        assertEquals(0.918, estimate.high(), 1e-3);
    }

    @Test
    void takesOneLayersMeasuredDropAsItIs() {
        Schedule one =
                new Schedule(
                        Map.of(layers.get(0).id(), new Schedule.Entry(new Sparsity(0.5), false)));

        Estimate estimate = predict(Measure.ACCURACY_DROP, one, base(0.9)).orElseThrow();

        assertEquals(0.85, estimate.value(), 1e-3);
    }

    @Test
    void addsLossesAsLogOdds() {
        Estimate estimate = predict(Measure.ACCURACY_DROP, 0.9, 0.5).orElseThrow();

        double odds = 0.85 / 0.15 * (0.80 / 0.20) / (0.9 / 0.1);
        assertEquals(odds / (1 + odds), estimate.value(), 1e-3);
        assertTrue(estimate.low() < 0.4 && estimate.low() > 0.3, estimate.toString());
        assertTrue(estimate.high() > 0.83 && estimate.high() < 0.86, estimate.toString());
    }

    @Test
    void staysAProbabilityWhateverTheTableSays() {
        Estimate estimate = predict(Measure.ACCURACY_DROP, 0.95, 0.9).orElseThrow();

        assertTrue(0 <= estimate.low() && estimate.low() <= estimate.value());
        assertTrue(estimate.value() <= estimate.high() && estimate.high() < 0.95);
    }

    @Test
    void guessesFromTheInstantTableWithAWiderInterval() {
        Estimate instant = predict(Measure.OUTPUT_ERROR, 0.9, 0.5).orElseThrow();

        double odds = 9 * Math.exp(-0.15);
        assertEquals(odds / (1 + odds), instant.value(), 1e-3);
        assertTrue(instant.low() < 0.87 && instant.high() > 0.89, instant.toString());
    }

    @Test
    void losesMoreForMoreDivergence() {
        double less = predict(Measure.KL_DIVERGENCE, 0.9, 0.5).orElseThrow().value();
        double more = predict(Measure.KL_DIVERGENCE, 0.9, 0.9).orElseThrow().value();

        assertTrue(more < less && less < 0.9);
    }

    @Test
    void isNotKnownBeyondTheTable() {
        assertTrue(predict(Measure.ACCURACY_DROP, 0.9, 0.95).isEmpty());
    }

    @Test
    void isNotKnownWhereALayerHasNoCells() {
        SensitivityTable table = table(Measure.ACCURACY_DROP, Double.NaN);

        assertTrue(
                Prediction.of(table, uniform(0.5), layers, LayerScopes.all(Scope.ROW), base(0.9))
                        .isEmpty());
    }

    @Test
    void isNotKnownWhereTheBaseIsNoAccuracyOrTheDamageIsOfEmbeddings() {
        Quality kl = new Quality("kl", new Estimate(0.1, 0.1, 0.1), 100, NOWHERE);

        assertTrue(predict(Measure.ACCURACY_DROP, uniform(0.5), kl).isEmpty());
        assertTrue(predict(Measure.COSINE_DISTANCE, uniform(0.5), base(0.9)).isEmpty());
    }

    private Optional<Estimate> predict(Measure measure, double accuracy, double sparsity) {
        return predict(measure, uniform(sparsity), base(accuracy));
    }

    private Optional<Estimate> predict(Measure measure, Schedule schedule, Quality base) {
        return Prediction.of(
                table(measure, 0.05), schedule, layers, LayerScopes.all(Scope.ROW), base);
    }

    private SensitivityTable table(Measure measure, double first) {
        return new SensitivityTable(
                "wanda",
                measure,
                layers.stream().map(Layer::id).toList(),
                GRID,
                new double[][] {{first, 10 * first}, {0.1, 0.6}});
    }

    private Schedule uniform(double sparsity) {
        return Schedule.uniform(layers, new Sparsity(sparsity));
    }

    private static Quality base(double accuracy) {
        return new Quality(
                "top1", new Estimate(accuracy, accuracy - 0.02, accuracy + 0.018), 1000, NOWHERE);
    }
}
