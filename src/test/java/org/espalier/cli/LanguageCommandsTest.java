package org.espalier.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.job.JobSpec;
import org.espalier.measure.Sampling;
import org.espalier.measure.Task;
import org.junit.jupiter.api.Test;

import java.util.List;

/** The verbs of language models. */
class LanguageCommandsTest extends CliFixture {
    @Test
    void zeroShotPrintsItsMetricsByName() {
        runner = finishing(Results.zeroShot());
        int code =
                run(
                        "evaluate",
                        "--model",
                        model,
                        "--task",
                        "zero-shot",
                        "--data",
                        "items.jsonl",
                        "--json");

        assertEquals(0, code);
        JobSpec.Evaluate asked = assertInstanceOf(JobSpec.Evaluate.class, runner.asked);
        assertEquals(Task.ZERO_SHOT, asked.task());
        assertEquals("zero-shot", json().get("task").asString());
        assertEquals(30, json().get("samples").asInt());
        assertEquals(0.4, json().at("/metrics/acc/value").asDouble());
        assertEquals(0.09, json().at("/metrics/acc/stderr").asDouble());
        assertEquals(0.5, json().at("/metrics/acc_norm/value").asDouble());
        assertTrue(json().at("/metrics/acc_norm/stderr").isNull());
        assertEquals("def", json().at("/provenance/data").asString());
    }

    @Test
    void zeroShotPrintsStandardErrorsForPeople() {
        runner = finishing(Results.zeroShot());
        run("evaluate", "--model", model, "--data", "items.jsonl");

        assertEquals(
                List.of(
                        "metric      value  stderr       95 % interval  samples",
                        "acc       40.00 %  9.00 %  25.00 % to 58.00 %       30",
                        "acc_norm  50.00 %       -  25.00 % to 75.00 %       30"),
                out().lines().toList());
    }

    @Test
    void generatePrintsTheTextAndItsSpeed() {
        runner = finishing(Results.generated());
        int code =
                run(
                        "generate",
                        "--model",
                        model,
                        "--prompt",
                        "The State",
                        "--tokens",
                        "3",
                        "--temperature",
                        "0.7",
                        "--top-k",
                        "40",
                        "--seed",
                        "9");

        assertEquals(0, code);
        JobSpec.Generate asked = assertInstanceOf(JobSpec.Generate.class, runner.asked);
        assertEquals("The State", asked.prompt());
        assertEquals(3, asked.tokens());
        assertEquals(new Sampling(0.7, 40, 9), asked.sampling());
        assertEquals(
                List.of(
                        "The State of the Union",
                        "",
                        "3 tokens, 4.0 a second, after a prompt of 4 tokens in 12.5 ms"),
                out().lines().toList());

        run("generate", "--model", model, "--prompt", "The State", "--json");
        JobSpec.Generate greedy = assertInstanceOf(JobSpec.Generate.class, runner.asked);
        assertEquals(Sampling.GREEDY, greedy.sampling());
        assertEquals(" of the Union", json().get("text").asString());
        assertEquals(3, json().get("tokens").asInt());
        assertEquals(4, json().get("promptTokens").asInt());
        assertEquals(4.0, json().get("tokensPerSecond").asDouble());
        assertEquals(0.0125, json().get("promptSeconds").asDouble());
        assertEquals("abc", json().at("/provenance/model").asString());
    }

    @Test
    void aTemperatureBelowZeroIsRefused() {
        assertEquals(3, run("generate", "--model", model, "--prompt", "x", "--temperature", "-1"));
        assertTrue(err().contains("temperature from 0"), err());
    }
}
