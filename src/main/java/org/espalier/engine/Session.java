package org.espalier.engine;

import org.espalier.tensor.Tensor;

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

    /** Frees the session's native memory. */
    @Override
    void close();
}
