package org.espalier.ui.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.beans.property.ObjectProperty;

import org.espalier.compress.LayerInputs;
import org.espalier.compress.Target;
import org.espalier.model.LayerId;
import org.espalier.report.WeightHistogram;
import org.espalier.ui.Background;
import org.espalier.ui.PruningPlan;
import org.espalier.ui.SampleStudy;
import org.espalier.ui.Study;
import org.espalier.ui.Texts;
import org.espalier.ui.table.Column;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;

/** What the Model screen shows of the schedule in hand and of a calibration. */
class ModelViewModelTest {
    private static final String LAYER = "fc";

    private final Study study = SampleStudy.small();
    private final ObjectProperty<PruningPlan> plan = Plans.none();
    private final ModelViewModel model =
            new ModelViewModel(
                    new Background(Runnable::run, Runnable::run), path -> study, plan, new Texts());

    ModelViewModelTest() {
        model.open(study);
        model.weights().resize(64, 64);
        model.select(new LayerId(LAYER));
    }

    private LayerRow row() {
        LayerRow row = model.selected().get();
        assertNotNull(row);
        return row;
    }

    private WeightHistogram histogram() {
        WeightHistogram histogram = model.histogram().get();
        assertNotNull(histogram);
        return histogram;
    }

    private PruningPlan half() {
        return Plans.of(study, LAYER, new Target.Sparsity(0.5));
    }

    /** Two of the 64 inputs are dead; the others have the norm 8 over 16 samples: an RMS of 2. */
    private static LayerInputs inputs() {
        float[] norms = new float[64];
        Arrays.fill(norms, 2, 64, 8);
        return new LayerInputs(new LayerId(LAYER), 16, norms);
    }

    @Test
    void showsWhatTheScheduleWouldRemove() {
        assertEquals(0, Arrays.stream(histogram().removed()).sum());
        plan.set(half());
        assertEquals(319, Arrays.stream(histogram().removed()).sum());
        assertTrue(histogram().threshold() > 0);
        assertEquals(
                "Distribution of weights; orange goes by Magnitude at 50.0 %",
                model.describeHistogram());
        model.weights().masked().set(true);
        assertEquals(
                "Marked: zeros, and the 319 weights that Magnitude at 50.0 % removes.",
                model.describeMask());
        var picture = model.weights().picture().get();
        assertNotNull(picture);
        assertNotNull(picture.over());
        float[] marks = picture.over().means();
        double marked = 0;
        for (float mark : marks) {
            marked += mark;
        }
        assertEquals(319, marked);
    }

    @Test
    void theScheduledMethodTakesOverWhenItIsCalibrated() {
        plan.set(half());
        plan.set(Plans.calibrated(half(), inputs()));
        assertTrue(model.describeHistogram().contains("Wanda"), model.describeHistogram());
    }

    @Test
    void aPlanForAnotherNetworkChangesNothing() {
        WeightHistogram before = histogram();
        plan.set(Plans.of(SampleStudy.wide(2), LAYER, new Target.Sparsity(0.5)));
        assertSame(before, histogram());
    }

    @Test
    void aChangedScheduleOfAnotherLayerCountsNothingAnew() {
        plan.set(half());
        WeightHistogram before = histogram();
        plan.set(
                half().with(
                                study.network(),
                                half().schedule()
                                        .with(
                                                study.layers().getFirst().id(),
                                                new org.espalier.analyze.Schedule.Entry(
                                                        new Target.Sparsity(0.9), false)),
                                half().method()));
        assertSame(before, histogram());
    }

    @Test
    void aCalibrationTellsHowLargeTheInputsAre() {
        assertNull(row().inputs());
        assertEquals(-1, row().deadInputs());
        assertTrue(model.describeInputs(row()).contains("when the instant scan has ended"));
        model.weights().zoom(4, 0, 0);
        var window = model.weights().window().get();
        GraphViewModel graph = model.graph();
        int known = graph.known().get();
        graph.metric().set(LayerMetric.DEAD_INPUTS);
        assertEquals(0, graph.figure().shares().size(), "nothing is known of any layer");

        plan.set(Plans.calibrated(half(), inputs()));

        assertEquals(LAYER, row().name());
        assertEquals(window, model.weights().window().get(), "the map stays where it was");
        assertEquals(known + 1, graph.known().get());
        assertEquals(List.of(1.0), List.copyOf(graph.figure().shares().values()));
        assertEquals(2, LayerMetric.DEAD_INPUTS.of(List.of(row())));
        assertEquals(row().inputRms(), LayerMetric.INPUT_RMS.of(List.of(row())));
        assertEquals(2, row().deadInputs());
        assertEquals(2 * Math.sqrt(62 / 64.0), row().inputRms(), 1e-9);
        assertTrue(model.describeInputs(row()).startsWith("Norms of the inputs, calibrated on "));
        assertTrue(model.facts(row()).contains(new ModelViewModel.Fact("Dead inputs", "2")));
        model.rows().filter().set("dead > 1");
        assertEquals(1, model.rows().shown().size());
        String[] csv =
                Column.table(
                                model.rows().shown(),
                                List.of(LayerColumn.INPUT_RMS, LayerColumn.DEAD_INPUTS))
                        .csv()
                        .split("\\R");
        assertArrayEquals(new String[] {"inputRms,deadInputs", row().inputRms() + ",2"}, csv);
    }

    @Test
    void aMillionWeightsAndMoreAreShortInTheTableOnly() {
        assertEquals("999,999", LayerColumn.weights(999_999));
        assertEquals("1.00 M", LayerColumn.weights(1_000_000));
        model.open(SampleStudy.llama());
        List<LayerRow> rows = model.rows().shown();
        LayerRow head = rows.getLast();
        assertEquals("65,536", LayerColumn.WEIGHTS.text(rows.getFirst()));
        assertEquals("1.05 M", LayerColumn.WEIGHTS.text(head));
        assertEquals(1_048_576L, LayerColumn.WEIGHTS.value(head));
        assertEquals("1048576", LayerColumn.WEIGHTS.exact(head));
        assertTrue(model.headline(head).contains("1,048,576"), model.headline(head));
    }

    @Test
    void withoutDataItSaysHowToKnowTheInputs() {
        model.open(study.withData(null));
        assertTrue(model.describeInputs(row()).contains("Open data"));
    }

    @Test
    void readsWhetherAWeightGoes() {
        plan.set(Plans.of(study, LAYER, new Target.Sparsity(0.98)));
        int going = 0;
        for (int column = 0; column < 64; column++) {
            going += model.weights().exact(column / 64.0, 0).endsWith("to be removed") ? 1 : 0;
        }
        assertTrue(going > 55 && going <= 64, going + " of 64");
    }
}
