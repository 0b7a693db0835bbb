package org.espalier.compress.prune;

import org.espalier.base.Progress;
import org.espalier.compress.Target;

import java.lang.foreign.Arena;

/**
 * What a method worked out from the inputs of a layer, to prune any matrix that sees them so that
 * the outputs change little.
 */
interface Reconstruction {
    /** Input features that were zero on all tokens; they do not interact with the others. */
    int[] dead();

    /** What was added to the diagonal of the Gram matrix, as a share of its mean. */
    double dampening();

    /**
     * Prunes in place.
     *
     * @param rows FLOAT32, of consecutive elements; zero at dead features
     * @param room for what is needed meanwhile
     * @return what the user should know of it; empty if nothing
     */
    String prune(StoredRows rows, Target target, Arena room, Progress progress);
}
