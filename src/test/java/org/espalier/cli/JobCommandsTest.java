package org.espalier.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.compress.Target;
import org.espalier.engine.EngineChoice;
import org.espalier.job.DataRef;
import org.espalier.job.JobEvent;
import org.espalier.job.JobResult;
import org.espalier.job.JobSpec;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

class JobCommandsTest extends CliFixture {
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
    void jobsAreToldDeviceEngineThreadsAndPrecision() {
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
                        "--precision",
                        "fp32",
                        "--json");

        JsonNode json = json();
        assertEquals(0, code);
        assertEquals(
                new JobSpec.Bench(model, null, 4, 50, new EngineChoice("gpu:1", "ort", 2, "fp32")),
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
    void runAndScanKeepTheFolderOfTheirJobWhenTold() {
        Path kept = folder.resolve("job");
        runner = ending(new JobEvent.Cancelled(Instant.EPOCH));

        assertEquals(130, run(runArguments("--job", kept.toString())));
        assertEquals(kept, runner.folder);
        assertTrue(err().contains("What is finished is kept in " + kept), err());

        runner = finishing(Results.scanned());
        assertEquals(0, run("scan", "--model", model, "--data", "c", "--job", kept.toString()));
        assertEquals(kept, runner.folder);
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
        String report = Files.readString(target.resolve("report.html"));
        assertTrue(report.contains("<strong>Loses 1.2 points.</strong>"), report);
        assertTrue(out().contains("Loses 1.2 points."), out());
    }

    @Test
    void duelPrintsARowForEachMethodAndPaintsThePicture() throws IOException {
        runner = finishing(Results.duelled());
        Path picture = folder.resolve("duel.svg");
        int code =
                run(
                        "duel",
                        "--model",
                        model,
                        "--layer",
                        "fc",
                        "--methods",
                        "wanda,alps",
                        "--nm",
                        "2:4",
                        "--data",
                        "c",
                        "--out",
                        picture.toString());

        assertEquals(0, code);
        List<String> lines = out().lines().toList();
        assertEquals(
                "method  output error    zeros  starved rows    time  as wanda  as alps",
                lines.get(1));
        assertEquals(
                "alps          0.0062  50.00 %       0 of 10  1.50 s      70 %    100 %",
                lines.get(3));
        assertEquals("alps: A note.", lines.get(4));
        assertTrue(Files.readString(picture).contains("starved rows"));
        JobSpec.Duel asked = (JobSpec.Duel) runner.asked;
        assertNotNull(asked);
        assertEquals(new Target.NM(2, 4), asked.target());
        assertEquals(List.of("wanda", "alps"), asked.methods());
    }

    @Test
    void duelPrintsOneJsonDocument() {
        runner = finishing(Results.duelled());
        run(
                "duel",
                "--model",
                model,
                "--layer",
                "fc",
                "--sparsity",
                "0.5",
                "--data",
                "c",
                "--json");

        assertEquals("2:4", json().get("target").asString());
        assertEquals(10, json().get("rows").asInt());
        assertEquals(0.0135, json().at("/methods/0/outputError").asDouble());
        assertEquals(3, json().at("/methods/0/starvedRows").asInt());
        assertEquals(0.7, json().at("/methods/0/overlap/1").asDouble());
        JobSpec.Duel asked = (JobSpec.Duel) runner.asked;
        assertNotNull(asked);
        assertEquals(new Target.Sparsity(0.5), asked.target());
        assertEquals(List.of("magnitude", "wanda", "sparsegpt", "alps"), asked.methods());
    }

    @Test
    void aDuelWithoutATargetOrWithTwoIsWrongUsage() {
        assertEquals(2, run("duel", "--model", model, "--layer", "fc", "--data", "c"));
        assertEquals(
                2,
                run(
                        "duel",
                        "--model",
                        model,
                        "--layer",
                        "fc",
                        "--data",
                        "c",
                        "--nm",
                        "2:4",
                        "--sparsity",
                        "0.5"));
    }

    @Test
    void exportSaysWhatItWrote() {
        runner =
                finishing(
                        new JobResult.Exported(
                                "/x.onnx", 12_300_000, List.of("input_ids"), List.of("logits")));
        String target = folder.resolve("x.onnx").toString();
        int code = run("export", "--model", model, "--to", "onnx", "--out", target);

        assertEquals(0, code);
        assertEquals(
                "Wrote " + target + " (12.30 MB). Inputs: input_ids. Outputs: logits.",
                out().strip());
        assertEquals(new JobSpec.Export(model, target, EngineChoice.AUTO), runner.asked);
        run("export", "--model", model, "--to", "onnx", "--out", target, "--json");
        assertEquals(12_300_000, json().get("bytes").asLong());
        assertEquals("input_ids", json().at("/inputs/0").asString());
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
}
