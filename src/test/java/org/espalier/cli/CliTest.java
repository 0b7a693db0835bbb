package org.espalier.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.base.UserFacingException;
import org.espalier.engine.Device;
import org.espalier.engine.Engine;
import org.espalier.engine.EngineChoice;
import org.espalier.engine.EngineFactory;
import org.espalier.job.DataRef;
import org.espalier.job.JobEvent;
import org.espalier.job.JobResult;
import org.espalier.job.JobSpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class CliTest {
    @TempDir Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private FakeRunner runner = finishing(Results.evaluated());
    private Optional<String> missingDisplay = Optional.empty();
    private String model = "";

    @BeforeEach
    void makeFiles() throws IOException {
        model = Files.writeString(folder.resolve("m.onnx"), "").toString();
        Files.writeString(folder.resolve("r.yaml"), "espalier: 1\n");
    }

    @Test
    void evaluatePrintsTheHeadlineMetricAsOneJsonDocument() {
        int code = run("evaluate", "--model", model, "--data", "t10k", "--limit", "500", "--json");

        JsonNode json = json();
        assertEquals(0, code);
        assertEquals("top1", json.get("metric").asString());
        assertEquals(0.9334, json.get("value").asDouble());
        assertEquals(0.9284, json.get("low").asDouble(), 1e-12);
        assertEquals(0.9384, json.get("high").asDouble(), 1e-12);
        assertEquals(10_000, json.get("samples").asInt());
        assertEquals("top5", json.get("others").get(0).get("metric").asString());
        assertEquals("def", json.get("provenance").get("data").asString());
        assertEquals(
                new JobSpec.Evaluate(
                        model,
                        new DataRef(Path.of("t10k").toAbsolutePath().toString(), 500, 0),
                        EngineChoice.AUTO),
                runner.asked);
        assertTrue(err().contains("Running on cpu"), err());
        assertTrue(err().contains("Calibrating"), err());
    }

    @Test
    void evaluatePrintsAnAlignedTable() {
        run("evaluate", "--model", model, "--data", "t10k");

        assertEquals(
                List.of(
                        "metric    value        95 % interval  samples",
                        "top1    93.34 %   92.84 % to 93.84 %   10,000",
                        "top5    99.80 %  99.30 % to 100.30 %   10,000"),
                out().lines().toList());
    }

    @Test
    void jobsAreToldDeviceEngineAndThreads() {
        runner = finishing(new JobResult.Benched(List.of(Results.latency(0.25))));
        int code =
                run(
                        "bench",
                        "--model",
                        model,
                        "--batch",
                        "4",
                        "--threads",
                        "2",
                        "--runs",
                        "50",
                        "--device",
                        "gpu:1",
                        "--engine",
                        "ort",
                        "--json");

        JsonNode json = json();
        assertEquals(0, code);
        assertEquals(
                new JobSpec.Bench(model, null, 4, 50, new EngineChoice("gpu:1", "ort", 2)),
                runner.asked);
        assertEquals(0.25, json.get("p50Ms").asDouble());
        assertEquals(0.5, json.get("p95Ms").asDouble());
        assertEquals(3, json.get("runs").asInt());
        assertEquals(2, json.get("threads").asInt());
        assertEquals(1, json.get("batch").asInt());
        assertEquals("CPUExecutionProvider", json.get("provider").asString());
    }

    @Test
    void benchAgainstAnotherModelPrintsTwo() {
        runner =
                finishing(
                        new JobResult.Benched(
                                List.of(Results.latency(0.25), Results.latency(0.20))));
        run("bench", "--model", model, "--against", model, "--json");

        assertEquals(2, json().size());
        assertEquals(0.20, json().get(1).get("p50Ms").asDouble());
    }

    @Test
    void runPrintsStepsAndMeasures() {
        runner = finishing(Results.ran());
        int code = run(runArguments("--samples", "256", "--seed", "3", "--json"));

        JsonNode json = json();
        JsonNode layer = json.get("steps").get(0).get("layers").get(0);
        assertEquals(0, code);
        assertEquals("fc", layer.get("layer").asString());
        assertEquals(0.5996, layer.get("sparsity").asDouble());
        assertEquals(0.9334, json.at("/before/quality/0/value").asDouble());
        assertEquals(0.9214, json.at("/after/quality/0/value").asDouble());
        assertEquals(415_000, json.at("/after/size/sparse").asLong());
        assertTrue(json.at("/after/peakMemoryBytes").isNull());
        assertEquals(-0.012, json.at("/qualityDifference/value").asDouble());
        assertEquals("Loses 1.2 points.", json.get("verdict").asString());
        assertEquals(-0.02, json.at("/classes/1/difference").asDouble());
        JobSpec.Run asked = (JobSpec.Run) runner.asked;
        assertNotNull(asked);
        assertEquals("espalier: 1\n", asked.recipe());
        assertEquals(256, asked.calibration().samples());
        assertEquals(3, asked.calibration().seed());
        assertEquals(null, asked.evaluation());
    }

    @Test
    void runPrintsBeforeAndAfterForPeople() {
        runner = finishing(Results.ran());
        run(runArguments());

        assertTrue(out().contains("fc      wanda    60 %   59.96 %"), out());
        assertTrue(out().contains("-1.20 pp (-1.50 pp to -0.90 pp)"), out());
        assertTrue(out().contains("705.0 KB"), out());
        assertTrue(out().contains("-20.0 %"), out());
        assertTrue(out().contains("Loses 1.2 points."), out());
    }

    @Test
    void scanWritesItsTablesWithUnknownCellsAsNull() throws IOException {
        runner = finishing(Results.scanned());
        Path file = folder.resolve("scan.json");
        int code =
                run(
                        "scan",
                        "--model",
                        model,
                        "--data",
                        "c",
                        "--method",
                        "wanda,magnitude",
                        "--sparsity",
                        "0.1:0.4:0.1",
                        "--measured",
                        "--out",
                        file.toString());

        JsonNode table = JsonMapper.shared().readTree(file).at("/tables/0");
        assertEquals(0, code);
        assertEquals("wanda", table.get("method").asString());
        assertEquals("OUTPUT_ERROR", table.get("measure").asString());
        assertEquals(0.02, table.at("/layers/0/damage/1").asDouble());
        assertTrue(table.at("/layers/1/damage/1").isNull());
        assertTrue(out().contains("10 %  12.5 %"), out());
        JobSpec.Scan asked = (JobSpec.Scan) runner.asked;
        assertNotNull(asked);
        assertEquals(List.of("wanda", "magnitude"), asked.methods());
        assertEquals(List.of(0.1, 0.2, 0.3, 0.4), asked.sparsities());
        assertTrue(asked.measured());
        assertEquals(folder.resolve("cache").toString(), asked.cache());
    }

    @Test
    void compareLeavesItsNumbersInAFolder() throws IOException {
        runner = finishing(new JobResult.Compared(Results.comparison()));
        Path target = folder.resolve("c");
        int code = run("compare", model, model, "--data", "t", "--out", target.toString());

        JsonNode json = JsonMapper.shared().readTree(target.resolve("comparison.json"));
        assertEquals(0, code);
        assertEquals(0.9214, json.at("/candidate/quality/0/value").asDouble());
        assertEquals(0.001, json.get("pValue").asDouble());
        for (String figure : List.of("size", "latency", "classes")) {
            String svg = Files.readString(target.resolve(figure + ".svg"));
            assertTrue(svg.startsWith("<svg") && svg.strip().endsWith("</svg>"), svg);
        }
        assertTrue(Files.readString(target.resolve("classes.csv")).contains("Coat"));
        assertTrue(out().contains("Loses 1.2 points."), out());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "frobnicate",
                "evaluate",
                "evaluate --model m.onnx --data d --threads many",
                "evaluate --model m.onnx --data d --threads -1",
                "evaluate --model m.onnx --data d --engine tpu",
                "evaluate --model m.onnx --data d --device gpu",
                "scan --model m.onnx --data d --sparsity 0.9:0.1",
                "scan --model m.onnx --data d --sparsity 0.5,1.0",
                "scan --model m.onnx --data d --sparsity 0.1:0.9:0",
                "bench --model m.onnx --batch 0",
                "compare m.onnx --data d"
            })
    void wrongUsageExitsWith2AndPointsToTheHelp(String arguments) {
        int code = run(arguments.replace("m.onnx", model).split(" "));

        assertEquals(2, code);
        assertEquals("", out());
        assertTrue(err().contains("--help"), err());
        assertFalse(err().contains("\tat "), err());
    }

    @Test
    void failuresExitWithTheirKindAndWithoutAStackTrace() {
        runner = ending(failed(UserFacingException.Kind.FAILED));
        assertEquals(1, run("evaluate", "--model", model, "--data", "t", "--json"));
        assertEquals("", out());
        assertTrue(err().contains("It did not work."), err());
        assertFalse(err().contains("\tat "), err());
        assertNotNull(runner.folder);
        assertFalse(Files.exists(runner.folder));

        runner = ending(failed(UserFacingException.Kind.BAD_INPUT));
        assertEquals(3, run("evaluate", "--model", model, "--data", "t"));
        assertEquals(3, run("evaluate", "--model", "nowhere.onnx", "--data", "t"));
        assertTrue(err().contains("There is no model nowhere.onnx"), err());
        assertEquals(
                3,
                run(
                        "run",
                        "--model",
                        model,
                        "--recipe",
                        "nowhere.yaml",
                        "--data",
                        "t",
                        "--out",
                        "o.onnx"));
        assertTrue(err().contains("Could not read the recipe nowhere.yaml"), err());
    }

    @Test
    void verboseShowsWhereItFailed() {
        runner = ending(failed(UserFacingException.Kind.FAILED));

        assertEquals(1, run("evaluate", "--verbose", "--model", model, "--data", "t"));
        assertTrue(err().contains("\tat org.espalier.cli"), err());
    }

    @Test
    void cancelledJobsExitWith130AndLeaveNoFolder() {
        runner = ending(new JobEvent.Cancelled(Instant.EPOCH));

        assertEquals(130, run("evaluate", "--model", model, "--data", "t"));
        assertNotNull(runner.folder);
        assertFalse(Files.exists(runner.folder));
    }

    @Test
    void noVerbOpensTheWindowOrRunsTheDemoWhereThereIsNone() {
        assertEquals(0, run());
        assertEquals("window: null", out());

        missingDisplay = Optional.of("There is no display.");
        assertEquals(0, run("gui"));
        assertEquals("demo: " + Path.of("target", "demo"), out());
        assertTrue(err().contains("There is no display. Running the sample session"), err());
        assertEquals(0, run("demo", "--out", "x"));
        assertEquals("demo: x", out());
    }

    @Test
    void doctorListsEnginesAndDevices() {
        assertEquals(0, run("doctor", "--json"));
        JsonNode json = json();
        assertTrue(json.get("java").asString().startsWith(Runtime.version().toString()));
        assertTrue(json.get("threads").asInt() > 0);
        assertEquals("ort", json.at("/engines/0/name").asString());
        assertEquals("gpu:1", json.at("/engines/0/devices/1").asString());
        assertEquals("gpu:1, because ort sees it", json.get("device").asString());

        assertEquals(0, run("doctor"));
        assertTrue(out().contains("ort       ONNX Runtime 1.29. (cpu, gpu:1)"), out());
    }

    @Test
    void helpListsTheVerbs() {
        assertEquals(0, run("--help"));
        for (String verb :
                List.of("gui", "demo", "inspect", "scan", "run", "evaluate", "bench", "compare")) {
            assertTrue(out().contains("\n  " + verb + " "), out());
        }
    }

    /** A command line that can do without jobs. */
    static Cli cli(ByteArrayOutputStream out, ByteArrayOutputStream err) {
        Services services =
                new Services(
                        finishing(Results.evaluated()),
                        List::of,
                        Path.of("cache"),
                        new FakeWindow(Optional.of("No display."), out),
                        (target, print, progress) -> {});
        return new Cli(services, stream(out), stream(err));
    }

    private String[] runArguments(String... more) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "run",
                                "--model",
                                model,
                                "--recipe",
                                folder.resolve("r.yaml").toString(),
                                "--data",
                                "train3k",
                                "--out",
                                folder.resolve("o.onnx").toString()));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    private int run(String... arguments) {
        out.reset();
        err.reset();
        Services services =
                new Services(
                        runner,
                        () -> List.of(new FakeEngines()),
                        folder.resolve("cache"),
                        new FakeWindow(missingDisplay, out),
                        (target, print, progress) -> print.print("demo: " + target));
        return new Cli(services, stream(out), stream(err)).run(arguments);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private JsonNode json() {
        return JsonMapper.shared().readTree(out());
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static FakeRunner finishing(JobResult result) {
        return ending(new JobEvent.Finished(Instant.EPOCH, result));
    }

    private static FakeRunner ending(JobEvent end) {
        return new FakeRunner(end);
    }

    private static JobEvent failed(UserFacingException.Kind kind) {
        return new JobEvent.Failed(Instant.EPOCH, kind, "It did not work.");
    }

    private record FakeWindow(Optional<String> missing, ByteArrayOutputStream out)
            implements Window {

        @Override
        public void open(@Nullable Path file) {
            out.writeBytes(("window: " + file).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static final class FakeEngines implements EngineFactory {
        @Override
        public String name() {
            return "ort";
        }

        @Override
        public List<Device> devices() {
            return List.of(Device.CPU, new Device(Device.Kind.CUDA, 1));
        }

        @Override
        public String describe() {
            return "ONNX Runtime 1.29.";
        }

        @Override
        public Engine create(Device device, int threads) {
            throw new UnsupportedOperationException();
        }
    }
}
