package org.espalier.analyze;

import org.espalier.compress.Target;
import org.espalier.compress.prune.Scope;
import org.espalier.model.Layer;

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

    /** The least share that gives this many zeros, which must be a multiple of the step. */
    public double share(long zeros) {
        double share = (double) zeros / weights();
        return zeros(share) < zeros ? Math.nextUp(share) : share;
    }

    private long groupSize() {
        return weights() / step();
    }
}
