package org.espalier.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.espalier.measure.Estimate;
import org.espalier.measure.ModelMeasures;
import org.espalier.measure.ModelSize;
import org.espalier.measure.Provenance;
import org.espalier.measure.Quality;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class DemoRowTest {
    @Test
    void columnsAreAlignedAndFiguresAreThoseMeasured() {
        DemoRow before = new DemoRow("before", measures(0.9334, 0, 700_000), null, null);
        DemoRow after =
                new DemoRow(
                        "uniform 50 %",
                        measures(0.9301, 0.49876, 401_234),
                        null,
                        new Estimate(-0.0033, -0.005, -0.001));

        String text = DemoRow.text(List.of(before, after));

        List<String> lines = text.lines().toList();
        assertEquals(3, lines.size());
        assertEquals(1, lines.stream().map(String::length).distinct().count());
        assertEquals(
                List.of("before", "0.00 %", "93.34 %", "92.34 % to 94.34 %"),
                List.of(lines.get(1).strip().split(" {2,}")).subList(0, 4));
        assertEquals(
                List.of("uniform 50 %", "49.88 %", "93.01 %", "92.01 % to 94.01 %", "−0.33 pp"),
                List.of(lines.get(2).split(" {2,}")).subList(0, 5));
    }

    @Test
    void theGainIsSaidWithItsIntervalAndNotOversold() {
        assertEquals(
                "At 80 % the budget wins: +2.50 points of accuracy against uniform (95 % interval"
                        + " +2.00 to +3.00; McNemar p < 0.001).",
                new DemoGain(0.8, new Estimate(0.025, 0.02, 0.03), 1e-20).sentence());
        assertEquals(
                "At 50 % the budget makes no measurable difference: +0.10 points of accuracy"
                        + " against uniform (95 % interval -0.10 to +0.30; McNemar p = 0.350).",
                new DemoGain(0.5, new Estimate(0.001, -0.001, 0.003), 0.35).sentence());
    }

    private static ModelMeasures measures(double accuracy, double sparsity, long sparse) {
        Quality quality =
                new Quality(
                        "top1",
                        new Estimate(accuracy, accuracy - 0.01, accuracy + 0.01),
                        10_000,
                        new Provenance("", "", 0, Map.of(), "cpu"));
        return new ModelMeasures(
                List.of(quality),
                null,
                new ModelSize(713_786, sparse, 600_000),
                -1,
                sparsity,
                100,
                1000);
    }
}
