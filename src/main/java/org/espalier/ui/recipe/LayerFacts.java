package org.espalier.ui.recipe;

import org.espalier.analyze.SensitivityTable;
import org.espalier.compress.Target;
import org.espalier.model.Layer;
import org.espalier.model.LayerId;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * What is known of each layer that a step may work on.
 *
 * @param weights number of weights, in the model's order
 * @param errors the instant table of a method, by its key
 */
record LayerFacts(Map<LayerId, Long> weights, Function<String, SensitivityTable> errors) {
    /** Facts of these layers. */
    static LayerFacts of(List<Layer> layers, Function<String, SensitivityTable> errors) {
        Map<LayerId, Long> weights = new LinkedHashMap<>();
        layers.forEach(layer -> weights.put(layer.id(), layer.weightCount()));
        return new LayerFacts(weights, errors);
    }

    /** Number of weights of a layer. */
    long weights(LayerId layer) {
        return weights.getOrDefault(layer, 0L);
    }

    /** Its share of the weights of all layers. */
    double share(LayerId layer) {
        long all = weights.values().stream().mapToLong(Long::longValue).sum();
        return all == 0 ? 0 : (double) weights(layer) / all;
    }

    /** Share of its output's energy that is lost if it alone goes so far; empty if not known. */
    OptionalDouble error(LayerId layer, String method, Target target) {
        SensitivityTable table = errors.apply(method);
        int row = table.layers().indexOf(layer);
        boolean unknown = row < 0 || Arrays.stream(table.damage()[row]).allMatch(Double::isNaN);
        return unknown ? OptionalDouble.empty() : OptionalDouble.of(table.damageAt(row, target));
    }
}
