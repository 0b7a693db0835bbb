package org.espalier.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.analyze.AnswerSheet;
import org.espalier.analyze.BlockPassage;
import org.espalier.analyze.Comparison;
import org.espalier.analyze.Duel;
import org.espalier.analyze.SensitivityTable;
import org.espalier.base.UserFacingException;
import org.espalier.compress.CompressionResult.LayerOutcome;
import org.espalier.compress.LayerInputs;
import org.espalier.compress.Target;
import org.espalier.engine.EngineChoice;
import org.espalier.measure.Estimate;
import org.espalier.measure.Latency;
import org.espalier.measure.ModelMeasures;
import org.espalier.measure.ModelSize;
import org.espalier.measure.Provenance;
import org.espalier.measure.Quality;
import org.espalier.measure.Sampling;
import org.espalier.measure.Task;
import org.espalier.model.LayerId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

class JobJsonTest {
    private static final EngineChoice CHOICE = new EngineChoice("gpu:1", "djl", 2, "bf16");
    private static final DataRef DATA = new DataRef("/data/ü", 128, 3);
    private static final Provenance PROVENANCE =
            new Provenance("ab12", "", 0, Map.of("espalier", "0.1.0"), "cpu, 2 threads");

    static List<JobSpec> specs() {
        return List.of(
                Jobs.scan("wanda"),
                new JobSpec.Run("/m", "espalier: 1\n", DATA, null, "/out.onnx", CHOICE),
                new JobSpec.Evaluate("/m", DATA, EngineChoice.AUTO),
                new JobSpec.Bench("/m", null, 1, 200, CHOICE),
                new JobSpec.Generate("/m", "My \"fellow\"", 64, new Sampling(0.7, 40, -3), CHOICE),
                new JobSpec.Compare("/m", "/n", DataRef.all("/d"), CHOICE),
                new JobSpec.Duel(
                        "/m", "fc", List.of("wanda", "alps"), new Target.NM(2, 4), DATA, CHOICE),
                new JobSpec.Export("/m", "/out.onnx", CHOICE));
    }

    @ParameterizedTest
    @MethodSource("specs")
    void everySpecComesBackEqual(JobSpec spec) {
        assertEquals(spec, JobJson.read(JobJson.write(spec), JobSpec.class));
    }

    static List<JobResult> results() {
        double[][] damage = {{0.5, Double.NaN}, {Double.POSITIVE_INFINITY, 1e-300}};
        SensitivityTable table =
                new SensitivityTable(
                        "wanda",
                        SensitivityTable.Measure.ACCURACY_DROP,
                        List.of(new LayerId("a"), new LayerId("b")),
                        new double[] {0.1, 0.9},
                        damage,
                        List.of(
                                new SensitivityTable.PatternDamage(
                                        new Target.NM(2, 4), new double[] {0.7, Double.NaN})));
        Quality quality = new Quality("top1", new Estimate(0.9334, 0.92, 0.94), 10000, PROVENANCE);
        Latency latency =
                new Latency(
                        new Estimate(1, 0.9, 1.1),
                        2,
                        new double[] {1, 2, 0.5},
                        2,
                        1,
                        "CPUExecutionProvider",
                        PROVENANCE);
        ModelMeasures measures =
                new ModelMeasures(List.of(quality), latency, new ModelSize(3, 2, 1), -1, 0.5, 7, 9);
        ModelMeasures bare =
                new ModelMeasures(List.of(), null, new ModelSize(3, 2, 1), -1, 0.5, 7, 9);
        Comparison comparison =
                new Comparison(
                        measures,
                        bare,
                        null,
                        Double.NaN,
                        new Estimate(0.5, 0.4, 0.6),
                        List.of(quality),
                        List.of("shirt"),
                        new double[] {-0.01},
                        new AnswerSheet(
                                new int[] {0, 4},
                                new int[] {0, 0},
                                new AnswerSheet.Answers(new int[] {0, 0}, new int[] {990, 500}),
                                new AnswerSheet.Answers(new int[] {0, 0}, new int[] {980, 510})),
                        "Smaller.");
        return List.of(
                new JobResult.Scanned(
                        List.of(table),
                        List.of(new LayerInputs(new LayerId("fc"), 3, new float[] {0.1f, 0}))),
                new JobResult.Evaluated(Task.ACCURACY, List.of(quality)),
                new JobResult.Benched(List.of(latency)),
                new JobResult.Compared(comparison),
                new JobResult.Exported("/out.onnx", 7, List.of("x"), List.of("logits")),
                new JobResult.Duelled(
                        new Duel(
                                new LayerId("fc"),
                                new Target.Sparsity(0.5),
                                8,
                                List.of(new Duel.Contender("alps", 0.1, 0.5, 2, 0.3, "Note.")),
                                new double[][] {{1}})),
                ran(comparison));
    }

    private static JobResult.Ran ran(Comparison comparison) {
        return new JobResult.Ran(
                List.of(List.of(outcome(new Target.Sparsity(0.7)), outcome(new Target.NM(2, 4)))),
                List.of(
                        List.of(
                                new BlockPassage(
                                        "layers.0", 0.125, new BlockPassage.Seconds(1, 0.5, 2)))),
                comparison,
                "/out.onnx");
    }

    @ParameterizedTest
    @MethodSource("results")
    void everyResultComesBackTheSame(JobResult result) {
        String json = JobJson.write(result);

        JobResult again = JobJson.read(json, JobResult.class);

        assertEquals(result.getClass(), again.getClass());
        assertEquals(json, JobJson.write(again));
    }

    @Test
    void numbersThatAreNotFiniteSurvive() {
        JobResult.Scanned again =
                (JobResult.Scanned) JobJson.read(JobJson.write(results().get(0)), JobResult.class);
        assertTrue(
                Arrays.deepEquals(
                        new double[][] {{0.5, Double.NaN}, {Double.POSITIVE_INFINITY, 1e-300}},
                        again.tables().get(0).damage()));
    }

    static List<JobEvent> events() {
        Instant at = Instant.parse("2026-01-02T03:04:05.678901234Z");
        return List.of(
                new JobEvent.Started(at, Jobs.scan("wanda"), "gpu:0, because it is there"),
                new JobEvent.Progressed(at, "Calibrating", 3, 10, -1),
                new JobEvent.CellMeasured(at, "wanda", new LayerId("a.b"), 0.5, Double.NaN),
                new JobEvent.Note(at, "two\nlines"),
                new JobEvent.Written(at, " of the\nUni\u00f3n \ud83d\ude00"),
                new JobEvent.Failed(at, UserFacingException.Kind.BAD_INPUT, "No."),
                new JobEvent.Cancelled(at),
                new JobEvent.Finished(at, new JobResult.Benched(List.of())));
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyEventIsOneLineAndComesBackEqual(JobEvent event) {
        String json = JobJson.write(event);

        assertEquals(1, json.lines().count());
        assertEquals(event, JobJson.read(json, JobEvent.class));
    }

    @Test
    void aTextCannotNameAnotherClass() {
        UserFacingException refused =
                assertThrows(
                        UserFacingException.class,
                        () -> JobJson.read("{\"type\":\"java.util.ArrayList\"}", JobSpec.class));
        assertTrue(refused.getMessage().contains("JobSpec"), refused.getMessage());
    }

    private static LayerOutcome outcome(Target target) {
        return new LayerOutcome(new LayerId("fc"), "wanda", target, 0.69, "");
    }

    @Test
    void aResultOfAnEarlierVersionHasNoPassages() {
        JobResult.Ran ran =
                results().stream()
                        .filter(JobResult.Ran.class::isInstance)
                        .map(JobResult.Ran.class::cast)
                        .findFirst()
                        .orElseThrow();
        String json = JobJson.write(ran).replaceFirst("\"passages\":\\[.*?\\]\\],", "");

        JobResult.Ran again = (JobResult.Ran) JobJson.read(json, JobResult.class);

        assertFalse(json.contains("passages"));
        assertEquals(List.of(List.of()), again.passages());
        assertEquals(ran.steps(), again.steps());
    }
}
