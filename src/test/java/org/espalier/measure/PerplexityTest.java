package org.espalier.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.base.Progress;
import org.espalier.base.UserFacingException;
import org.espalier.data.Batch;
import org.espalier.data.Dataset;
import org.espalier.data.Npz;
import org.espalier.engine.Device;
import org.espalier.engine.Engine;
import org.espalier.engine.djl.DjlEngineFactory;
import org.espalier.engine.ort.OrtEngineFactory;
import org.espalier.model.LanguageModel;
import org.espalier.model.Network;
import org.espalier.model.checkpoint.Checkpoints;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class PerplexityTest {
    private static final double TWO_SIDED_95 = 1.959964;

    private final Npz reference = Checkpoints.reference("llama");
    private final Tensor ids = reference.array("input_ids");
    private final Tensor logits = reference.array("logits");
    private final Network network = Checkpoints.network("llama");

    /** The rows of the reference as windows of text. */
    private final class Rows implements Dataset {
        @Override
        public String name() {
            return "rows";
        }

        @Override
        public int size() {
            return ids.shape().intDim(0);
        }

        @Override
        public int window() {
            return ids.shape().intDim(1);
        }

        @Override
        public List<String> classes() {
            return List.of();
        }

        @Override
        public String fingerprint() {
            return "";
        }

        @Override
        public Batch batch(int[] indices) {
            long[] tokens = new long[indices.length * window()];
            for (int i = 0; i < tokens.length; i++) {
                tokens[i] = ids.longAt(indices[i / window()] * window() + i % window());
            }
            Tensor rows = Tensor.of(Shape.of(indices.length, window()), tokens);
            return new Batch(Map.of("input_ids", rows), new int[0]);
        }
    }

    /** Negative log-likelihoods by the reference's logits. */
    private double expected(int row) {
        int window = ids.shape().intDim(1);
        int words = logits.shape().intDim(2);
        double nats = 0;
        for (int i = 0; i < window - 1; i++) {
            long at = ((long) row * window + i) * words;
            double sum = 0;
            for (int word = 0; word < words; word++) {
                sum += Math.exp(logits.floatAt(at + word));
            }
            nats += Math.log(sum) - logits.floatAt(at + ids.longAt((long) row * window + i + 1));
        }
        return nats;
    }

    private static Perplexity measure(Engine engine, Network network, Dataset data) {
        return Perplexity.measure(engine, network, data, Progress.NONE);
    }

    private void agreesWithTheReference(Engine engine) {
        Perplexity perplexity = measure(engine, network, new Rows());
        double first = expected(0);
        double second = expected(1);
        assertEquals(first, perplexity.nats()[0], 1e-3);
        assertEquals(second, perplexity.nats()[1], 1e-3);
        assertEquals(46, perplexity.tokens());
        assertEquals(Math.exp((first + second) / 46), perplexity.estimate().value(), 1e-2);
    }

    @Test
    void isWhatTheReferencesLogitsSayOnEitherEngine() {
        agreesWithTheReference(new OrtEngineFactory().create(Device.CPU, 1));
        agreesWithTheReference(new DjlEngineFactory().create(Device.CPU, 1));
    }

    @Test
    void theIntervalIsByTheStandardErrorOverWindows() {
        Perplexity perplexity = new Perplexity(3, new double[] {2, 4, 6});
        assertEquals(Math.exp(2), perplexity.estimate().value(), 1e-9);
        double error = 2 / Math.sqrt(3) / 2;
        assertEquals(error, perplexity.standardError(), 1e-12);
        assertEquals(Math.exp(2 - TWO_SIDED_95 * error), perplexity.estimate().low(), 1e-9);
        assertEquals(Math.exp(2 + TWO_SIDED_95 * error), perplexity.estimate().high(), 1e-9);
        assertEquals(0, new Perplexity(3, new double[] {2}).standardError());
    }

    @Test
    void theWindowBelongsToTheMetric() {
        Provenance none = new Provenance("", "", 0, Map.of(), "");
        Quality quality = new Perplexity(256, new double[] {2, 4}).quality(none);
        assertEquals("perplexity@256", quality.metric());
        assertEquals("perplexity", quality.name());
        assertEquals(256, quality.window().orElseThrow());
        assertTrue(new Quality("top1", quality.estimate(), 2, none).window().isEmpty());
    }

    @Test
    void aClassifierHasNone() {
        Network classifier = Checkpoints.network("bert");
        assertFalse(LanguageModel.isOne(classifier));
        UserFacingException refused =
                assertThrows(UserFacingException.class, () -> NextTokens.head(classifier));
        assertTrue(refused.getMessage().contains("language model"), refused.getMessage());
    }
}
