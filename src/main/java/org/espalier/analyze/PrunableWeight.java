package org.espalier.analyze;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import org.espalier.analyze.Schedule.Entry;
import org.espalier.compress.prune.Scope;
import org.espalier.model.Layer;
import org.espalier.model.LayerId;
import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A stored weight with the layers that use it: one as a rule, several where it is tied. It is
 * pruned once, so its layers have one target, and its zeros and bytes count once.
 *
 * @param layers not empty
 * @param granularity the numbers of zeros that it can have
 * @param curve damage by number of zeros, as far as the table knows it
 */
record PrunableWeight(List<Layer> layers, Granularity granularity, DamageCurve curve) {
    /** The weights of these layers, in the order of their first use. */
    static List<PrunableWeight> of(
            List<Layer> layers, Scope scope, @Nullable SensitivityTable table) {
        Map<LayerId, double[]> rows = new HashMap<>();
        for (int i = 0; table != null && i < table.layers().size(); i++) {
            rows.put(table.layers().get(i), table.damage()[i]);
        }
        return layers.stream()
                .collect(groupingBy(Layer::weight, LinkedHashMap::new, toList()))
                .values()
                .stream()
                .map(group -> of(group, scope, table, rows))
                .toList();
    }

    private static PrunableWeight of(
            List<Layer> layers,
            Scope scope,
            @Nullable SensitivityTable table,
            Map<LayerId, double[]> rows) {
        Granularity granularity = Granularity.of(layers.get(0), scope);
        if (table == null) {
            return new PrunableWeight(layers, granularity, DamageCurve.UNKNOWN);
        }
        double[] sum = new double[table.sparsities().length];
        for (Layer layer : layers) {
            double[] row = rows.get(layer.id());
            for (int i = 0; i < sum.length; i++) {
                sum[i] += row == null ? Double.NaN : row[i] / share(table, layers);
            }
        }
        return new PrunableWeight(
                layers, granularity, DamageCurve.of(table.sparsities(), sum, granularity));
    }

    /** A measured cell has the tied weight pruned everywhere, so that each layer's tells it all. */
    private static int share(SensitivityTable table, List<Layer> layers) {
        return table.measure() == SensitivityTable.Measure.OUTPUT_ERROR ? 1 : layers.size();
    }

    /**
     * Its entry in a schedule: that of a locked layer, else the least of its layers'; null if one
     * of them is left out, because then the weight stays as it is.
     */
    @Nullable Entry entry(Schedule schedule) {
        Map<LayerId, Entry> entries = schedule.entries();
        return layers.stream().allMatch(layer -> entries.containsKey(layer.id()))
                ? layers.stream()
                        .map(layer -> Objects.requireNonNull(entries.get(layer.id())))
                        .min(
                                comparing((Entry entry) -> !entry.locked())
                                        .thenComparing(entry -> entry.target().sparsity()))
                        .orElseThrow()
                : null;
    }

    /** Zeros that a schedule gives it. */
    long zeros(Schedule schedule) {
        Entry entry = entry(schedule);
        return entry == null ? 0 : granularity.zeros(entry.target());
    }

    /** Damage at these zeros; NaN beyond what is known. */
    double damage(long zeros) {
        return zeros <= curve.limit() ? curve.at(zeros) : Double.NaN;
    }
}
