package org.espalier.analyze;

import org.espalier.compress.Target;
import org.espalier.model.LayerId;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * Damage of pruning each layer alone, by sparsity.
 *
 * @param method key of the method
 * @param measure what {@code damage} is
 * @param sparsities shares, ascending
 * @param damage per layer and sparsity; NaN where not known yet
 * @param patterns damage of N:M patterns, as far as they were asked for
 */
public record SensitivityTable(
        String method,
        Measure measure,
        List<LayerId> layers,
        double[] sparsities,
        double[][] damage,
        List<PatternDamage> patterns) {
    /**
     * Damage of one N:M pattern. It is more than that of as many zeros wherever the method wants
     * them, because the pattern binds their places.
     *
     * @param damage per layer; NaN where not known
     */
    public record PatternDamage(Target.NM pattern, double[] damage) {}

    /** Journals of earlier versions know no patterns. */
    public SensitivityTable {
        patterns = Objects.requireNonNullElse(patterns, List.of());
    }

    /** A table without patterns. */
    public SensitivityTable(
            String method,
            Measure measure,
            List<LayerId> layers,
            double[] sparsities,
            double[][] damage) {
        this(method, measure, layers, sparsities, damage, List.of());
    }

    /**
     * Tables of the same kind, one behind the other.
     *
     * @param parts of different layers; one at least
     */
    public static SensitivityTable joined(List<SensitivityTable> parts) {
        SensitivityTable first = parts.getFirst();
        List<PatternDamage> patterns = new ArrayList<>();
        for (int i = 0; i < first.patterns().size(); i++) {
            int at = i;
            patterns.add(
                    new PatternDamage(
                            first.patterns().get(at).pattern(),
                            parts.stream()
                                    .flatMapToDouble(
                                            part -> Arrays.stream(part.patterns().get(at).damage()))
                                    .toArray()));
        }
        return new SensitivityTable(
                first.method(),
                first.measure(),
                parts.stream().flatMap(part -> part.layers().stream()).toList(),
                first.sparsities(),
                parts.stream()
                        .flatMap(part -> Arrays.stream(part.damage()))
                        .toArray(double[][]::new),
                patterns);
    }

    /** What damage means. */
    public enum Measure {
        /** Squared output error of the layer alone as a share of its output energy; instant. */
        OUTPUT_ERROR,
        /** Accuracy lost, as a fraction; measured, needs labels. */
        ACCURACY_DROP,
        /** Mean KL divergence of the model's outputs, nats; measured, needs no labels. */
        KL_DIVERGENCE,
        /** Mean of 1 - cosine of the model's embeddings; measured, for models without classes. */
        COSINE_DISTANCE
    }

    /** Damage of a layer with a pattern; empty if not known. */
    public OptionalDouble patternDamage(int layer, Target.NM pattern) {
        return patterns.stream()
                .filter(known -> known.pattern().equals(pattern))
                .mapToDouble(known -> known.damage()[layer])
                .filter(damage -> !Double.isNaN(damage))
                .findFirst();
    }

    /** Damage of a layer at a target; a pattern that is not known counts as its share of zeros. */
    public double damageAt(int layer, Target target) {
        return target instanceof Target.NM pattern
                ? patternDamage(layer, pattern).orElse(damageAt(layer, pattern.sparsity()))
                : damageAt(layer, target.sparsity());
    }

    /** Damage of a layer at any sparsity, linear between the table's columns; 0 at 0. */
    public double damageAt(int layer, double sparsity) {
        double lowerS = 0;
        double lowerD = 0;
        for (int i = 0; i < sparsities.length; i++) {
            double value = damage[layer][i];
            if (Double.isNaN(value)) {
                continue;
            }
            if (sparsities[i] >= sparsity) {
                double span = sparsities[i] - lowerS;
                double weight = span == 0 ? 1 : (sparsity - lowerS) / span;
                return lowerD + weight * (value - lowerD);
            }
            lowerS = sparsities[i];
            lowerD = value;
        }
        return lowerD;
    }
}
