package org.espalier.analyze;

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
import org.espalier.model.MatrixLayout;
import org.espalier.tensor.Tensor;
import org.jspecify.annotations.Nullable;

import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** Magnitude pruning by row, as plainly as can be, for tests. */
final class SmallestWeights implements PruningMethod {
    @Override
    public Mask mask(
            Layer layer,
            Tensor weight,
            @Nullable LayerStatistics statistics,
            Target target,
            Scope scope) {
        MatrixLayout layout = layer.layout();
        BitSet pruned = new BitSet();
        int group = target instanceof Target.NM pattern ? pattern.m() : layout.columns();
        int count = (int) Math.floor(group * target.sparsity());
        for (int row = 0; row < layout.rows(); row++) {
            for (int first = 0; first + group <= layout.columns(); first += group) {
                int r = row;
                IntStream.range(first, first + group)
                        .boxed()
                        .sorted(
                                Comparator.comparing(
                                        c -> Math.abs(weight.floatAt(layout.index(r, c)))))
                        .limit(count)
                        .forEach(c -> pruned.set(r * layout.columns() + c));
            }
        }
        return new Mask(layout.rows(), layout.columns(), pruned);
    }

    @Override
    public Scope ownScope() {
        return Scope.ROW;
    }

    @Override
    public String key() {
        return "smallest";
    }

    @Override
    public MethodFacts facts() {
        return new MethodFacts("Smallest", "For tests.", "");
    }

    @Override
    public Class<PruneParams> paramsType() {
        return PruneParams.class;
    }

    @Override
    public LayerStatistics.Kind needs(PruneParams params) {
        return LayerStatistics.Kind.NONE;
    }

    @Override
    public CompressionResult apply(CompressionTask<PruneParams> task, Progress progress) {
        Map<String, Tensor> changed = new HashMap<>();
        for (Layer layer : task.layers()) {
            Target target = Objects.requireNonNull(task.targets().get(layer.id()));
            Tensor weight = task.network().weight(layer.weight());
            Mask mask = mask(layer, weight, null, target, ownScope());
            changed.put(layer.weight(), mask.applyTo(weight, layer.layout()));
        }
        return new CompressionResult(task.network().withWeights(changed), List.of());
    }
}
