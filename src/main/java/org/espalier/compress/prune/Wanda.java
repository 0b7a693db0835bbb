package org.espalier.compress.prune;

import org.espalier.base.UserFacingException;
import org.espalier.compress.LayerStatistics;
import org.espalier.compress.MethodFacts;
import org.espalier.compress.Target;
import org.espalier.model.Layer;
import org.jspecify.annotations.Nullable;

/**
 * Wanda: the score of a weight is |W_ij| times the L2 norm of input feature j over all calibration
 * tokens.
 *
 * <p>The weights of an output feature (a row) compete with each other; layer scope is known too and
 * was found worse by the authors. Global scope is refused: norms of different layers' inputs do not
 * compare. The variant takes a share of each row's summed score instead of a fixed count; see
 * {@link WandaVariant}. Source: Sun et al., "A Simple and Effective Pruning Approach for Large
 * Language Models", ICLR 2024, section 3; locuslab/wanda, lib/prune.py.
 */
public final class Wanda extends LeastScorePruning {
    @Override
    public String key() {
        return "wanda";
    }

    @Override
    public MethodFacts facts() {
        return new MethodFacts(
                "Wanda",
                "Removes, row by row, the weights of least |weight| times norm of their input.",
                "Sun et al. 2024, A Simple and Effective Pruning Approach for LLMs, section 3");
    }

    @Override
    public LayerStatistics.Kind needs(PruneParams params) {
        check(params);
        return LayerStatistics.Kind.NORMS;
    }

    @Override
    public Scope ownScope() {
        return Scope.ROW;
    }

    @Override
    void check(PruneParams params) {
        if (params.scope() == Scope.GLOBAL) {
            throw UserFacingException.badInput(
                    "Wanda has no global scope, since the input norms of different layers do not"
                            + " compare. Choose row or layer, or the method magnitude.");
        }
        if (params.variant() && params.scope() == Scope.LAYER) {
            throw UserFacingException.badInput(
                    "Wanda's variant works row by row. Choose the scope row or leave it out.");
        }
    }

    @Override
    RowCounts rowCounts(ScoreMatrix scores, Target.Sparsity target, PruneParams params) {
        return params.variant()
                ? new WandaVariant(scores, target.share()).counts()
                : super.rowCounts(scores, target, params);
    }

    @Override
    float[] scales(Layer layer, @Nullable LayerStatistics statistics) {
        if (statistics == null || statistics.tokens() == 0) {
            throw UserFacingException.badInput(
                    ("Wanda has no inputs of the layer \"%s\" to judge it by. Calibrate with at"
                                    + " least one sample.")
                            .formatted(layer.id()));
        }
        float[] norms = new float[layer.layout().inputFeatures()];
        for (int i = 0; i < norms.length; i++) {
            norms[i] = statistics.norm(i);
        }
        return norms;
    }
}
