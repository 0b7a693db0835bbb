package org.espalier.compress.prune;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import org.espalier.base.UserFacingException;
import org.espalier.compress.CompressionResult.LayerOutcome;
import org.espalier.compress.CompressionTask;
import org.espalier.compress.LayerStatistics;
import org.espalier.compress.Target;
import org.espalier.model.Layer;
import org.espalier.model.LayerId;
import org.espalier.model.MatrixLayout;
import org.espalier.tensor.Tensor;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A stored weight with the layers to compress that use it: one as a rule, several where it is tied.
 *
 * @param statistics over the inputs of all these layers that read the weight the same way; null if
 *     the method needs none
 */
record SharedWeight(
        List<Layer> layers, Tensor tensor, Target target, @Nullable LayerStatistics statistics) {

    /** The weights of a task, in the order in which its layers use them first. */
    static List<SharedWeight> of(CompressionTask<?> task) {
        return task.layers().stream()
                .collect(groupingBy(Layer::weight, LinkedHashMap::new, toList()))
                .values()
                .stream()
                .map(layers -> of(layers, task))
                .toList();
    }

    private static SharedWeight of(List<Layer> layers, CompressionTask<?> task) {
        Layer first = layers.get(0);
        Target target = Objects.requireNonNull(task.targets().get(first.id()));
        LayerStatistics statistics = null;
        for (Layer layer : layers) {
            if (!target.equals(task.targets().get(layer.id()))) {
                throw UserFacingException.badInput(
                        ("The layers \"%s\" and \"%s\" share one weight but are to be pruned to %s"
                                        + " and %s. Give both the same.")
                                .formatted(
                                        first.id(),
                                        layer.id(),
                                        target,
                                        task.targets().get(layer.id())));
            }
            if (layer.layout().equals(first.layout())) {
                LayerStatistics seen = task.statistics().get(layer.id());
                statistics = statistics == null || seen == null ? seen : statistics.plus(seen);
            }
        }
        return new SharedWeight(layers, task.network().weight(first.weight()), target, statistics);
    }

    Layer first() {
        return layers.get(0);
    }

    String name() {
        return first().weight();
    }

    MatrixLayout layout() {
        return first().layout();
    }

    StoredRows stored() {
        return new StoredRows(first().id(), tensor, layout());
    }

    /** What to report of each of the layers once the weight has become {@code pruned}. */
    Map<LayerId, LayerOutcome> outcomes(String method, Tensor pruned, String note) {
        double sparsity = (double) zeros(pruned) / pruned.count();
        return layers.stream()
                .collect(
                        toMap(
                                Layer::id,
                                layer ->
                                        new LayerOutcome(
                                                layer.id(),
                                                method,
                                                target,
                                                sparsity,
                                                (note + sharing(layer)).strip())));
    }

    private String sharing(Layer layer) {
        List<String> others =
                layers.stream()
                        .map(Layer::id)
                        .filter(id -> !id.equals(layer.id()))
                        .map(LayerId::name)
                        .toList();
        return others.isEmpty() ? "" : " Shares its weight with " + String.join(", ", others) + ".";
    }

    private static long zeros(Tensor tensor) {
        long zeros = 0;
        for (long i = 0; i < tensor.count(); i++) {
            zeros += tensor.doubleAt(i) == 0 ? 1 : 0;
        }
        return zeros;
    }
}
