package org.espalier.compress.prune;

import org.espalier.base.UserFacingException;
import org.espalier.compress.LayerStatistics;
import org.espalier.compress.MethodFacts;
import org.espalier.model.Layer;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * Magnitude pruning: the score of a weight is |w|, whatever the layer's inputs.
 *
 * <p>The weights of a layer compete with each other by default; row and global scope are known too.
 * Source: Han et al., "Learning both Weights and Connections for Efficient Neural Networks", 2015;
 * counts as in the baseline of locuslab/wanda, but exactly floor(n * s), where its threshold may
 * take one more.
 */
public final class Magnitude extends LeastScorePruning {
    @Override
    public String key() {
        return "magnitude";
    }

    @Override
    public MethodFacts facts() {
        return new MethodFacts(
                "Magnitude",
                "Removes the weights of least absolute value; needs no data.",
                "Han et al. 2015, Learning both Weights and Connections, section 3");
    }

    @Override
    public LayerStatistics.Kind needs(PruneParams params) {
        check(params);
        return LayerStatistics.Kind.NONE;
    }

    @Override
    public Scope ownScope() {
        return Scope.LAYER;
    }

    @Override
    void check(PruneParams params) {
        if (params.variant()) {
            throw UserFacingException.badInput(
                    "Magnitude pruning has no variant. Remove \"variant\" or choose the method"
                            + " wanda.");
        }
    }

    @Override
    float[] scales(Layer layer, @Nullable LayerStatistics statistics) {
        float[] ones = new float[layer.layout().inputFeatures()];
        Arrays.fill(ones, 1);
        return ones;
    }
}
