package org.espalier.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.base.UserFacingException;
import org.espalier.job.JobEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

class CliTest extends CliFixture {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "frobnicate",
                "evaluate",
                "evaluate --model m.onnx --data d --threads many",
                "evaluate --model m.onnx --data d --precision fp8",
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
        assertEquals(0, run());
        assertEquals("demo: " + Path.of("target", "demo"), out());
        assertTrue(err().contains("There is no display. Running the sample session"), err());
        assertEquals(0, run("demo", "--out", "x"));
        assertEquals("demo: x", out());
    }

    @Test
    void askingForTheWindowWhereThereIsNoneFailsWithTheReason() {
        missingDisplay = Optional.of("There is no display.");

        assertEquals(1, run("gui", model));
        assertEquals("", out());
        assertEquals(
                "There is no display. \"espalier demo\" shows the sample session without one.",
                err().strip());
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

    private static JobEvent failed(UserFacingException.Kind kind) {
        return new JobEvent.Failed(Instant.EPOCH, kind, "It did not work.");
    }
}
