package org.espalier.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.espalier.base.Progress;
import org.espalier.data.Datasets;
import org.espalier.data.Question;
import org.espalier.data.Questions;
import org.espalier.data.Questions.Judged;
import org.espalier.engine.Device;
import org.espalier.engine.Engine;
import org.espalier.engine.djl.DjlEngineFactory;
import org.espalier.engine.ort.OrtEngineFactory;
import org.espalier.model.Network;
import org.espalier.model.checkpoint.CheckpointReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Beside what lm-evaluation-harness 0.4.13 gives for the small Llama of the samples. */
class ZeroShotTest {
    private static final Path MODEL = Path.of("samples/sotu-llama");
    private static final Path ORACLE = Path.of("src/test/resources/zero_shot");
    private static final Network NETWORK = CheckpointReader.read(MODEL);
    private static final Engine ENGINE = new OrtEngineFactory().create(Device.CPU, 1);
    private static final Provenance NONE = new Provenance("", "", 0, Map.of(), "");

    private static JsonNode expected(String task) {
        return JsonMapper.shared().readTree(ORACLE.resolve("expected.json")).get(task);
    }

    private static ZeroShot answers(Engine engine, String task) {
        Path file = ORACLE.resolve(task + ".jsonl");
        Questions questions = Datasets.open(file, NETWORK, MODEL).questions().orElseThrow();
        return ZeroShot.measure(engine, NETWORK, questions, Progress.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"arc_easy", "hellaswag", "winogrande", "piqa", "boolq", "lambada_openai"})
    void eachLikelihoodAndEachMetricIsThatOfTheReference(String task) {
        ZeroShot answers = answers(ENGINE, task);
        JsonNode likelihoods = expected(task).get("log_likelihoods");
        assertEquals(30, likelihoods.size());
        for (int i = 0; i < likelihoods.size(); i++) {
            double[] ours = answers.logLikelihoods()[i];
            assertEquals(likelihoods.get(i).size(), ours.length);
            for (int option = 0; option < ours.length; option++) {
                double theirs = likelihoods.get(i).get(option).asDouble();
                assertEquals(theirs, ours[option], 1e-3, task + " " + i + " " + option);
            }
        }
        assertMetrics(expected(task).get("metrics"), answers.quality(NONE));
    }

    private static void assertMetrics(JsonNode expected, List<Quality> ours) {
        Map<String, Double> found = new LinkedHashMap<>();
        for (Quality quality : ours) {
            assertEquals(30, quality.samples());
            Estimate estimate = quality.estimate();
            found.put(quality.metric(), estimate.value());
            found.put(
                    quality.metric() + "_stderr", Objects.requireNonNull(estimate.standardError()));
        }
        assertEquals(List.copyOf(expected.propertyNames()), List.copyOf(found.keySet()));
        found.forEach(
                (metric, value) -> {
                    double theirs = expected.get(metric).asDouble();
                    double tolerance = metric.startsWith("perplexity") ? 1e-4 * theirs : 1e-12;
                    assertEquals(theirs, value, tolerance, metric);
                });
    }

    @Test
    void bothEnginesAgree() {
        ZeroShot ort = answers(ENGINE, "lambada_openai");
        ZeroShot djl = answers(new DjlEngineFactory().create(Device.CPU, 1), "lambada_openai");
        assertArrayEquals(ort.guessed(), djl.guessed());
        for (int i = 0; i < ort.logLikelihoods().length; i++) {
            assertArrayEquals(ort.logLikelihoods()[i], djl.logLikelihoods()[i], 1e-3);
        }
    }

    private static Question question(int answer, int... characters) {
        return new Question(
                Arrays.stream(characters)
                        .mapToObj(n -> new Question.Option(new long[] {1, 2}, 1, n, false))
                        .toList(),
                answer);
    }

    @Test
    void ofEquallyLikelyOptionsTheFirstIsTheAnswer() {
        Questions questions =
                new Questions(
                        Judged.ALSO_BY_CHARACTER, List.of(question(0, 1, 2), question(1, 1, 2)));
        ZeroShot answers =
                new ZeroShot(questions, new double[][] {{-2, -2}, {-3, -4}}, new boolean[2]);
        assertArrayEquals(new boolean[] {true, false}, answers.correct());
        assertArrayEquals(new boolean[] {false, true}, answers.correctByCharacter());
    }

    @Test
    void oneQuestionHasNoStandardError() {
        Questions one = new Questions(Judged.BY_LIKELIHOOD, List.of(question(0, 1, 1)));
        ZeroShot answers = new ZeroShot(one, new double[][] {{-1, -2}}, new boolean[1]);
        Quality acc = answers.quality(NONE).getFirst();
        assertEquals(1, acc.estimate().value());
        assertNull(acc.estimate().standardError());
    }

    @Test
    void randomNumbersAreThoseOfPython() {
        PythonRandom random = new PythonRandom(42);
        assertEquals(0.6394267984578837, random.nextDouble());
        assertEquals(0.025010755222666936, random.nextDouble());
        for (int i = 0; i < 997; i++) {
            random.nextDouble();
        }
        assertEquals(0.8554501933059546, random.nextDouble());
    }
}
