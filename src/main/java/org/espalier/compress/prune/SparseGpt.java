package org.espalier.compress.prune;

import org.espalier.base.Progress;
import org.espalier.compress.MethodFacts;
import org.espalier.compress.Target;
import org.espalier.tensor.DType;
import org.espalier.tensor.LinearAlgebra;
import org.espalier.tensor.Tensor;

import java.lang.foreign.Arena;
import java.util.Optional;

/**
 * SparseGPT: prunes column by column, and lets the weights behind each column take over what the
 * outputs lose.
 *
 * <p>With the Hessian H = X X^T of the layer's inputs and H^-1 = U^T U, a weight's saliency is w^2
 * / U_jj^2. Columns are taken in blocks of 128: the mask of a block is chosen over all its rows
 * together, exactly floor(n * s) of its weights (the published code takes one more, by a {@code
 * <=}). N:M masks are chosen per row at the start of each group, from the weights as updated so
 * far.
 *
 * <p>Source: Frantar and Alistarh, "SparseGPT: Massive Language Models Can Be Accurately Pruned in
 * One-Shot", ICML 2023; IST-DASLab/sparsegpt, sparsegpt.py.
 */
public final class SparseGpt extends ReconstructionPruning<SparseGptParams> {
    /** The weights and the errors. */
    private static final int COPIES = 2;

    private final LinearAlgebra algebra;

    /** Creates the method; it factorizes and multiplies by this. */
    public SparseGpt(LinearAlgebra algebra) {
        this.algebra = algebra;
    }

    @Override
    public String key() {
        return "sparsegpt";
    }

    @Override
    public MethodFacts facts() {
        return new MethodFacts(
                "SparseGPT",
                "Removes the weights that the others can best make up for, and updates those that"
                        + " stay.",
                "Frantar and Alistarh 2023, SparseGPT, sections 3 and 4");
    }

    @Override
    public Class<SparseGptParams> paramsType() {
        return SparseGptParams.class;
    }

    @Override
    double dampening(SparseGptParams params) {
        return params.dampening();
    }

    @Override
    int copies() {
        return COPIES;
    }

    @Override
    Optional<Reconstruction> reconstruction(Tensor gram, SparseGptParams params, Arena room) {
        return InverseFactor.of(gram, params.dampening(), algebra, room)
                .map(factor -> new Sweep(factor, params.blockSize(), algebra));
    }

    private record Sweep(InverseFactor factor, int blockSize, LinearAlgebra algebra)
            implements Reconstruction {
        @Override
        public int[] dead() {
            return factor.dead();
        }

        @Override
        public double dampening() {
            return factor.dampening();
        }

        @Override
        public String prune(StoredRows rows, Target target, Arena room, Progress progress) {
            Tensor errors = Tensor.zeros(DType.FLOAT32, rows.weight().shape(), room);
            new ColumnSweep(rows, errors, factor, target, blockSize, algebra).run(progress);
            return "";
        }
    }
}
