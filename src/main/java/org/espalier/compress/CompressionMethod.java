package org.espalier.compress;

import org.espalier.base.Progress;
import org.espalier.model.MatrixLayout;

import java.util.Map;

/**
 * A way to compress a network: one class per method, with a record of its parameters.
 *
 * <p>A method sees weights and statistics, never the screen or the engine. It does what its paper's
 * published code does, is tested against that code's results, and names it.
 *
 * @param <P> the parameters
 */
public interface CompressionMethod<P extends Params> {
    /** Name in recipes and options, such as {@code wanda}. */
    String key();

    /** What to tell the user about it. */
    MethodFacts facts();

    /** The record of parameters. */
    Class<P> paramsType();

    /** The parameters where none are given. */
    default P defaultParams() {
        return ParamsSchema.of(paramsType()).build(Map.of());
    }

    /** The statistics that {@link #apply} needs with these parameters. */
    LayerStatistics.Kind needs(P params);

    /** The statistics that {@link #apply} needs with default parameters. */
    default LayerStatistics.Kind needsByDefault() {
        return needs(defaultParams());
    }

    /**
     * Bytes that {@link #apply} takes beside weights and statistics while it is at a layer; 0 if
     * next to none.
     */
    default long workingBytes(MatrixLayout layout) {
        return 0;
    }

    /**
     * Compresses the task's layers.
     *
     * @throws org.espalier.base.UserFacingException if a layer cannot be compressed so; the message
     *     names it
     */
    CompressionResult apply(CompressionTask<P> task, Progress progress);
}
