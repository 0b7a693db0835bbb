package org.espalier.engine;

import org.espalier.tensor.Tensor;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A program made ready to run, many times, on one device. Not for use by several threads at once.
 */
public interface Session extends AutoCloseable {
    /**
     * Runs the program on one batch.
     *
     * @param feeds a tensor for each of the program's feeds
     * @return a tensor for each of its fetches, in CPU memory, in the program's order
     * @throws org.espalier.base.UserFacingException if an operator fails on these inputs; the
     *     message names the node
     */
    Map<String, Tensor> run(Map<String, Tensor> feeds);

    /**
     * Runs as {@link #run} does, for callers that read the results at once: the next run of this
     * session may write over them.
     */
    default Map<String, Tensor> runReusing(Map<String, Tensor> feeds) {
        return run(feeds);
    }

    /**
     * Runs over batches and adds up what is fetched. The sums stay where the engine computes until
     * all batches have run, so that little leaves a GPU.
     *
     * @param batches the feeds of each run, asked for one after the other
     * @return each fetch summed over the batches, whose fetches all have the same shapes; empty if
     *     there are no batches
     */
    default Map<String, Tensor> sum(Iterable<Map<String, Tensor>> batches) {
        Map<String, Tensor> sums = new LinkedHashMap<>();
        for (Map<String, Tensor> feeds : batches) {
            run(feeds).forEach((name, value) -> sums.merge(name, value, Tensor::plus));
        }
        return sums;
    }

    /** Frees the session's native memory. */
    @Override
    void close();
}
