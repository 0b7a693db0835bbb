package org.espalier.ui;

import org.espalier.base.Progress;
import org.espalier.compress.CompressionResult;
import org.espalier.compress.CompressionTask;
import org.espalier.compress.LayerStatistics;
import org.espalier.compress.Mask;
import org.espalier.compress.MethodFacts;
import org.espalier.compress.Target;
import org.espalier.compress.prune.PruneParams;
import org.espalier.compress.prune.PruningMethod;
import org.espalier.compress.prune.Scope;
import org.espalier.model.Layer;
import org.espalier.tensor.Tensor;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.BitSet;

/** Prunes the smallest weights of a layer; "wanda" claims to need calibration. */
public record FakeMethod(String key) implements PruningMethod {
    @Override
    public MethodFacts facts() {
        String title = key.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + key.substring(1);
        return new MethodFacts(title, "Prunes.", "A paper.");
    }

    @Override
    public Class<PruneParams> paramsType() {
        return PruneParams.class;
    }

    @Override
    public LayerStatistics.Kind needs(PruneParams params) {
        return key.equals("magnitude")
                ? LayerStatistics.Kind.NONE
                : LayerStatistics.Kind.values()[1];
    }

    @Override
    public Scope ownScope() {
        return Scope.LAYER;
    }

    @Override
    public Mask mask(
            Layer layer,
            Tensor weight,
            @Nullable LayerStatistics statistics,
            Target target,
            Scope scope) {
        float[] values = weight.toFloats();
        float[] sorted = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            sorted[i] = Math.abs(values[i]);
        }
        Arrays.sort(sorted);
        float limit = sorted[(int) (target.sparsity() * (values.length - 1))];
        BitSet bits = new BitSet();
        for (int i = 0; i < values.length; i++) {
            bits.set(i, Math.abs(values[i]) < limit);
        }
        return new Mask(layer.layout().rows(), layer.layout().columns(), bits);
    }

    @Override
    public CompressionResult apply(CompressionTask<PruneParams> task, Progress progress) {
        throw new UnsupportedOperationException();
    }
}
