package org.espalier.analyze;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import org.espalier.analyze.Schedule.Entry;
import org.espalier.compress.Target;
import org.espalier.model.Block;
import org.espalier.model.Layer;
import org.espalier.model.LayerId;
import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * A stored weight with the layers that use it: one as a rule, several where it is tied. It is
 * pruned once, so its layers have one target, and its zeros and bytes count once.
 *
 * @param layers not empty
 * @param granularity the numbers of zeros that it can have
 * @param curve damage by number of zeros, as far as the table knows it
 * @param patterns damage of N:M patterns, those that the table knows
 */
record PrunableWeight(
        List<Layer> layers,
        Granularity granularity,
        DamageCurve curve,
        Map<Target.NM, Double> patterns) {
    /** Place of what is in no block. */
    static final int OUTSIDE = -1;

    /** The weights of these layers, in the order of their first use. */
    static List<PrunableWeight> of(
            List<Layer> layers, LayerScopes scopes, @Nullable SensitivityTable table) {
        Map<LayerId, Integer> rows = new HashMap<>();
        for (int i = 0; table != null && i < table.layers().size(); i++) {
            rows.put(table.layers().get(i), i);
        }
        return layers.stream()
                .collect(groupingBy(Layer::weight, LinkedHashMap::new, toList()))
                .values()
                .stream()
                .map(group -> of(group, scopes, table, rows))
                .toList();
    }

    private static PrunableWeight of(
            List<Layer> layers,
            LayerScopes scopes,
            @Nullable SensitivityTable table,
            Map<LayerId, Integer> rows) {
        Layer first = layers.get(0);
        Granularity granularity = Granularity.of(first, scopes.of(first.id()));
        if (table == null) {
            return new PrunableWeight(layers, granularity, DamageCurve.UNKNOWN, Map.of());
        }
        double[] sum = new double[table.sparsities().length];
        for (Layer layer : layers) {
            Integer row = rows.get(layer.id());
            for (int i = 0; i < sum.length; i++) {
                sum[i] += row == null ? Double.NaN : table.damage()[row][i] / share(table, layers);
            }
        }
        return new PrunableWeight(
                layers,
                granularity,
                DamageCurve.of(table.sparsities(), sum, granularity),
                patterns(layers, table, rows));
    }

    private static Map<Target.NM, Double> patterns(
            List<Layer> layers, SensitivityTable table, Map<LayerId, Integer> rows) {
        Map<Target.NM, Double> known = new HashMap<>();
        for (SensitivityTable.PatternDamage column : table.patterns()) {
            double sum = 0;
            for (Layer layer : layers) {
                Integer row = rows.get(layer.id());
                sum += row == null ? Double.NaN : column.damage()[row] / share(table, layers);
            }
            if (!Double.isNaN(sum)) {
                known.put(column.pattern(), sum);
            }
        }
        return known;
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

    /** Which of these blocks it is in; {@link #OUTSIDE} if in none. */
    int block(List<Block> blocks) {
        LayerId first = layers.getFirst().id();
        return IntStream.range(0, blocks.size())
                .filter(i -> blocks.get(i).layers().stream().anyMatch(l -> l.id().equals(first)))
                .findFirst()
                .orElse(OUTSIDE);
    }

    /** Whether it is the head of a language model, which presets leave as it is. */
    boolean isHead() {
        return layers.stream().allMatch(layer -> layer.id().isHead());
    }

    /** Whether it is a head that a schedule leaves dense: then it is not what is being pruned. */
    boolean leftAlone(Schedule schedule) {
        return isHead() && zeros(schedule) == 0;
    }

    /** Zeros that a schedule gives it. */
    long zeros(Schedule schedule) {
        Entry entry = entry(schedule);
        return entry == null ? 0 : granularity.zeros(entry.target());
    }

    /**
     * Damage that a schedule does to it. That of a pattern which the table does not know is taken
     * for that of as many single weights, which is less; NaN beyond what is known.
     */
    double damage(Schedule schedule) {
        Entry entry = entry(schedule);
        if (entry != null && entry.target() instanceof Target.NM pattern) {
            Double known = patterns.get(pattern);
            return known == null ? damage(granularity.zeros(pattern)) : known;
        }
        return damage(zeros(schedule));
    }

    /** Whether a schedule gives it a pattern whose damage is not known. */
    boolean unknownPattern(Schedule schedule) {
        Entry entry = entry(schedule);
        return entry != null
                && entry.target() instanceof Target.NM pattern
                && !patterns.containsKey(pattern);
    }

    /** Damage at these zeros; NaN beyond what is known. */
    double damage(long zeros) {
        return zeros <= curve.limit() ? curve.at(zeros) : Double.NaN;
    }
}
