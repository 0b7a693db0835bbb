package org.espalier.recipe;

import org.espalier.base.Progress;
import org.espalier.compress.CompressionMethod;
import org.espalier.compress.CompressionResult;
import org.espalier.compress.CompressionTask;
import org.espalier.compress.LayerStatistics;
import org.espalier.compress.MethodCatalog;
import org.espalier.compress.MethodFacts;
import org.espalier.compress.prune.PruneParams;
import org.espalier.model.Layer;
import org.espalier.model.LayerId;
import org.espalier.tensor.Tensor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Two methods that set each weight of a layer to what its target's share says. */
final class Methods {
    static final MethodCatalog CATALOG =
            new MethodCatalog(
                    List.of(
                            new Painter("magnitude", LayerStatistics.Kind.NONE),
                            new Painter("wanda", LayerStatistics.Kind.NORMS)));

    private Methods() {}

    private record Painter(String key, LayerStatistics.Kind kind)
            implements CompressionMethod<PruneParams> {
        @Override
        public MethodFacts facts() {
            return new MethodFacts(key, "Paints.", "Nowhere.");
        }

        @Override
        public Class<PruneParams> paramsType() {
            return PruneParams.class;
        }

        @Override
        public LayerStatistics.Kind needs(PruneParams params) {
            return kind;
        }

        @Override
        public CompressionResult apply(CompressionTask<PruneParams> task, Progress progress) {
            Map<String, Tensor> painted = new LinkedHashMap<>();
            List<CompressionResult.LayerOutcome> outcomes = new ArrayList<>();
            for (Layer layer : task.layers()) {
                double share = given(task.targets(), layer).sparsity();
                double scale =
                        kind == LayerStatistics.Kind.NONE
                                ? 1
                                : given(task.statistics(), layer).tokens();
                Tensor old = task.network().weight(layer.weight());
                Tensor fresh = Tensor.zeros(old.dtype(), old.shape());
                for (long i = 0; i < layer.weightCount(); i++) {
                    fresh.setDouble(i, old.doubleAt(i) * share * scale);
                }
                painted.put(layer.weight(), fresh);
                outcomes.add(
                        new CompressionResult.LayerOutcome(
                                layer.id(), key, given(task.targets(), layer), share, ""));
            }
            return new CompressionResult(task.network().withWeights(painted), outcomes);
        }

        private static <T> T given(Map<LayerId, T> byLayer, Layer layer) {
            return Objects.requireNonNull(byLayer.get(layer.id()));
        }
    }
}
