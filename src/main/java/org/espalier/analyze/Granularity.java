package org.espalier.analyze;

import org.espalier.compress.Target;
import org.espalier.compress.prune.Scope;
import org.espalier.model.Layer;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * The numbers of zeros that a layer can have.
 *
 * <p>A method prunes floor(size * share) weights of every comparison group, so that a layer moves
 * in steps of as many weights as it has groups: one a row for the row scope, single weights
 * otherwise.
 *
 * @param rows output features
 * @param columns input features that one output sees
 * @param scope which weights compete; the global scope is taken as each layer's own
 */
public record Granularity(int rows, int columns, Scope scope) {
    /** A double has no more. */
    private static final int MOST_DIGITS = 17;

    /** That of a layer. */
    public static Granularity of(Layer layer, Scope scope) {
        return new Granularity(layer.layout().rows(), layer.layout().columns(), scope);
    }

    /** Number of weights. */
    public long weights() {
        return (long) rows * columns;
    }

    /** Difference between neighbouring numbers of zeros: the number of comparison groups. */
    public long step() {
        return scope == Scope.ROW ? rows : 1;
    }

    /** Zeros that a target gives; an N:M pattern leaves the tail of each row dense. */
    public long zeros(Target target) {
        return switch (target) {
            case Target.Sparsity s -> zeros(s.share());
            case Target.NM p -> (long) rows * (columns / p.m()) * p.n();
        };
    }

    /** Zeros that a share of every comparison group gives. */
    public long zeros(double share) {
        return step() * (long) Math.floor(groupSize() * share);
    }

    /**
     * The shortest decimal that gives this many zeros, which must be a multiple of the step: 0.3
     * rather than 0.2986111111111111. Of several, the nearest to the exact share.
     */
    public double share(long zeros) {
        BigDecimal share = new BigDecimal((double) zeros / weights());
        for (int digits = 0; digits <= MOST_DIGITS; digits++) {
            for (RoundingMode mode : List.of(RoundingMode.HALF_UP, RoundingMode.UP)) {
                double shorter = share.setScale(digits, mode).doubleValue();
                if (zeros(shorter) == zeros) {
                    return shorter;
                }
            }
        }
        return Math.nextUp(share.doubleValue());
    }

    private long groupSize() {
        return weights() / step();
    }
}
