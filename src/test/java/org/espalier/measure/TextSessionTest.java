package org.espalier.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.espalier.data.Npz;
import org.espalier.engine.Device;
import org.espalier.engine.Engine;
import org.espalier.engine.Program;
import org.espalier.engine.Session;
import org.espalier.engine.djl.DjlEngineFactory;
import org.espalier.engine.ort.OrtEngineFactory;
import org.espalier.model.Network;
import org.espalier.model.checkpoint.CheckpointReader;
import org.espalier.model.checkpoint.Checkpoints;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;

/** With the cache, each step gives what the whole text gives without it. */
class TextSessionTest {
    private static final Engine ORT = new OrtEngineFactory().create(Device.CPU, 1);
    private static final Engine DJL = new DjlEngineFactory().create(Device.CPU, 1);
    private static final int PROMPT = 5;

    @ParameterizedTest
    @MethodSource("org.espalier.model.checkpoint.Checkpoints#decoders")
    void eachTokenHasTheScoresThatTransformersGivesTheWholeText(String name) {
        Network continuing = CheckpointReader.readContinuing(Checkpoints.folder(name));
        Npz reference = Checkpoints.reference(name);
        long[] ids = row(reference.array("input_ids"), 0, 24);
        Tensor logits = reference.array("logits");
        tokenByToken(new TextSession(ORT, continuing), ids, logits);
        tokenByToken(new TextSession(DJL, continuing), ids, logits);
        threeAtATime(new TextSession(ORT, continuing), ids, logits);
        greedyTokensAreThoseWithoutTheCache(name, continuing, ids);
    }

    private static void tokenByToken(TextSession session, long[] ids, Tensor logits) {
        try (session) {
            float[] scores = session.read(Arrays.copyOf(ids, PROMPT));
            assertArrayEquals(expected(logits, PROMPT - 1), scores, 1e-4f);
            for (int i = PROMPT; i < ids.length; i++) {
                assertArrayEquals(expected(logits, i), session.read(ids[i]), 1e-4f, "token " + i);
            }
        }
    }

    private static void threeAtATime(TextSession session, long[] ids, Tensor logits) {
        try (session) {
            for (int i = 0; i < ids.length; i += 3) {
                float[] scores = session.read(Arrays.copyOfRange(ids, i, i + 3));
                assertArrayEquals(expected(logits, i + 2), scores, 1e-4f, "token " + i);
            }
        }
    }

    private static void greedyTokensAreThoseWithoutTheCache(
            String name, Network continuing, long[] ids) {
        long[] text = Arrays.copyOf(ids, PROMPT);
        try (TextSession session = new TextSession(ORT, continuing);
                Session whole = ORT.open(Program.whole(Checkpoints.network(name)))) {
            float[] scores = session.read(text);
            for (int i = 0; i < 12; i++) {
                long next = Sampling.GREEDY.choose(scores, Sampling.GREEDY.random());
                assertEquals(withoutCache(whole, text), next, "after " + text.length);
                text = LongStream.concat(Arrays.stream(text), LongStream.of(next)).toArray();
                scores = session.read(next);
            }
        }
    }

    private static long withoutCache(Session whole, long[] text) {
        Tensor ids = Tensor.of(Shape.of(1, text.length), text);
        Tensor logits = Objects.requireNonNull(whole.run(Map.of("input_ids", ids)).get("logits"));
        return Sampling.GREEDY.choose(expected(logits, text.length - 1), Sampling.GREEDY.random());
    }

    private static float[] expected(Tensor logits, int token) {
        int words = logits.shape().intDim(2);
        float[] scores = new float[words];
        for (int i = 0; i < words; i++) {
            scores[i] = logits.floatAt((long) token * words + i);
        }
        return scores;
    }

    private static long[] row(Tensor ids, int row, int length) {
        return LongStream.range(0, length).map(i -> ids.longAt((long) row * length + i)).toArray();
    }
}
