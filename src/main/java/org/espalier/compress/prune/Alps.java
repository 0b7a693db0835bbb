package org.espalier.compress.prune;

import org.espalier.base.Progress;
import org.espalier.compress.MethodFacts;
import org.espalier.compress.Target;
import org.espalier.tensor.LinearAlgebra;
import org.espalier.tensor.Tensor;

import java.lang.foreign.Arena;
import java.util.Optional;

/**
 * ALPS: searches the weights that stay and what they become together, rather than column by column,
 * and then solves for their values on the support that was found.
 *
 * <p>The error of the outputs tr((W-W') H (W-W')^T), where H is the damped Gram matrix X X^T, is
 * made small by {@linkplain SupportSearch alternating directions} over the whole matrix at once,
 * then by {@linkplain ConjugateGradients ten steps of conjugate gradients}. Input features are
 * first scaled to a norm of 1. Exactly floor(n * s) weights of a matrix become zero (the published
 * code rounds the number of those that stay), and weights of dead features are the first of them
 * (the published code leaves them to the search).
 *
 * <p>Source: Meng, Behdin, Wang and Mazumder, "ALPS: Improved Optimization for Highly Sparse
 * One-Shot Pruning for Large Language Models", NeurIPS 2024; mazumder-lab/ALPS, alps.py.
 */
public final class Alps extends ReconstructionPruning<AlpsParams> {
    private static final int REFINEMENTS = 10;

    /**
     * The weights as they were, normalized, and as they become; two of the search, three of the
     * refinement.
     */
    private static final int COPIES = 7;

    private final LinearAlgebra algebra;

    /** Creates the method; it factorizes and multiplies by this. */
    public Alps(LinearAlgebra algebra) {
        this.algebra = algebra;
    }

    @Override
    public String key() {
        return "alps";
    }

    @Override
    public MethodFacts facts() {
        return new MethodFacts(
                "ALPS",
                "Searches the weights that stay and their new values together, over the whole"
                        + " matrix.",
                "Meng et al. 2024, ALPS, section 3");
    }

    @Override
    public Class<AlpsParams> paramsType() {
        return AlpsParams.class;
    }

    @Override
    double dampening(AlpsParams params) {
        return params.dampening();
    }

    @Override
    int copies() {
        return COPIES;
    }

    @Override
    Optional<Reconstruction> reconstruction(Tensor gram, AlpsParams params, Arena room) {
        return NormalizedGram.of(gram, params.dampening(), room)
                .map(inputs -> new Joint(inputs, params, algebra));
    }

    private record Joint(NormalizedGram inputs, AlpsParams params, LinearAlgebra algebra)
            implements Reconstruction {
        @Override
        public int[] dead() {
            return inputs.dead();
        }

        @Override
        public double dampening() {
            return params.dampening();
        }

        @Override
        public String prune(StoredRows rows, Target target, Arena room, Progress progress) {
            if (target instanceof Target.Sparsity share
                    && share.count(rows.layout().count()) == 0) {
                return "";
            }
            StoredRows dense = normalized(rows, room);
            Tensor gram = inputs.matrix();
            SupportSearch search =
                    new SupportSearch(dense, gram, target, params.penalty(), algebra, room);
            SupportSearch.Found found = search.run(params.iterations(), progress);
            new ConjugateGradients(dense, found.weights(), found.mask(), gram, algebra, room)
                    .run(REFINEMENTS, progress);
            restore(found.weights(), rows);
            return found.settled()
                    ? ""
                    : "The search ended after %d steps, before it had settled on the weights that stay."
                            .formatted(params.iterations());
        }

        private StoredRows normalized(StoredRows rows, Arena room) {
            StoredRows dense = rows.room(room);
            scale(rows, dense, (value, norm) -> value * norm);
            return dense;
        }

        private void restore(StoredRows solved, StoredRows rows) {
            scale(solved, rows, (value, norm) -> value / norm);
        }

        private interface Scaling {
            float of(float value, float norm);
        }

        private void scale(StoredRows from, StoredRows into, Scaling scaling) {
            int columns = from.layout().columns();
            StoredRows.inStrips(
                    from.layout().rows(),
                    (first, count) -> {
                        float[] values = from.read(first, count);
                        for (int i = 0; i < values.length; i++) {
                            values[i] = scaling.of(values[i], inputs.norms()[i % columns]);
                        }
                        into.write(first, count, values, into.weight());
                    });
        }
    }
}
