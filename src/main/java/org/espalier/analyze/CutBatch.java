package org.espalier.analyze;

import org.espalier.data.Batch;
import org.espalier.engine.Session;
import org.espalier.tensor.Tensor;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One batch as it is at the cuts of some layers.
 *
 * @param values live values, by name
 * @param original the model's output before any change
 * @param labels class index per sample; empty without labels
 */
record CutBatch(Map<String, Tensor> values, Tensor original, int[] labels) {
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
        return new CutBatch(known, original, batch.labels());
    }

    /** The values to feed behind a cut. */
    Map<String, Tensor> feeds(List<String> live) {
        Map<String, Tensor> feeds = new HashMap<>(values);
        feeds.keySet().retainAll(live);
        return feeds;
    }

    int size() {
        return original.shape().intDim(0);
    }
}
