package org.espalier.analyze;

import org.espalier.compress.Target;
import org.espalier.model.LayerId;

import java.util.List;

/**
 * What several methods made of one layer, all with the same target and on the same inputs.
 *
 * @param rows output features of the layer
 * @param contenders in the order in which they were named
 * @param overlap of what two contenders prune: the weights that both prune as a share of those that
 *     one of them does (Jaccard), 1 on the diagonal
 */
public record Duel(
        LayerId layer, Target target, int rows, List<Contender> contenders, double[][] overlap) {
    /**
     * A row is starved if it keeps less than this share of the weights that the target leaves it.
     */
    public static final double STARVED = 0.5;

    /**
     * What one method made of it.
     *
     * @param method its key
     * @param error squared error of the layer's outputs as a share of their energy
     * @param sparsity share of zeros that it came to
     * @param starved output features that keep less than half of the weights that the target leaves
     *     a row: at 50 %, those that lost more than 75 %
     * @param seconds that it took by the clock, once
     * @param note what the method said of it; empty if nothing
     */
    public record Contender(
            String method,
            double error,
            double sparsity,
            int starved,
            double seconds,
            String note) {}

    /** Index of the contender with the least error. */
    public int best() {
        int best = 0;
        for (int i = 1; i < contenders.size(); i++) {
            best = contenders.get(i).error() < contenders.get(best).error() ? i : best;
        }
        return best;
    }
}
