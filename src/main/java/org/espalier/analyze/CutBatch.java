package org.espalier.analyze;

import org.espalier.data.Batch;
import org.espalier.engine.Session;
import org.espalier.measure.MeanPooling;
import org.espalier.tensor.Tensor;
import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One batch as it is at the cuts of some layers.
 *
 * @param values live values, by name
 * @param original what the model answered before any change, see {@link #answer}
 * @param labels class index per sample; empty without labels
 * @param mask 0 where a token is padding; null if none is
 */
record CutBatch(Map<String, Tensor> values, Tensor original, int[] labels, @Nullable Tensor mask) {
    private static final int TOKENS_RANK = 3;

    /**
     * Runs the model up to the cuts.
     *
     * @param session gives {@code output} and those of {@code names} that are not inputs
     */
    static CutBatch run(Session session, Batch batch, Collection<String> names, String output) {
        Map<String, Tensor> known = new HashMap<>(batch.inputs());
        known.putAll(session.run(batch.inputs()));
        Tensor original = known.get(output);
        if (original == null) {
            throw new IllegalStateException("no output " + output);
        }
        known.keySet().retainAll(names);
        Tensor mask = batch.inputs().get(Calibrator.MASK);
        return new CutBatch(known, answer(original, mask), batch.labels(), mask);
    }

    /** An output as it is judged, one row per sample: token embeddings as their mean. */
    Tensor answer(Tensor output) {
        return answer(output, mask);
    }

    private static Tensor answer(Tensor output, @Nullable Tensor mask) {
        return output.shape().rank() == TOKENS_RANK ? MeanPooling.pool(output, mask) : output;
    }

    /** The values to feed behind a cut. */
    Map<String, Tensor> feeds(List<String> live) {
        Map<String, Tensor> feeds = new HashMap<>(values);
        feeds.keySet().retainAll(live);
        return feeds;
    }
}
