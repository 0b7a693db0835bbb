package org.espalier.analyze;

import org.espalier.analyze.SensitivityTable.PatternDamage;
import org.espalier.measure.Estimate;
import org.espalier.measure.Quality;
import org.espalier.model.Layer;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What accuracy a schedule will leave, from the damage of each layer alone.
 *
 * <p>Model: losses add on the scale of log-odds. A layer that alone takes the accuracy from p to p
 * - d moves the log-odds by logit(p) - logit(p - d); a schedule moves them by the sum over its
 * layers. So small losses add up as they are, and large ones neither go below zero nor ignore that
 * a layer that is bad alone is worse in bad company. Accuracies enter as empirical logits, (k +
 * 1/2) of (n + 1), so that a perfect score is finite.
 *
 * <p>The interval has three parts: layers interact, so that the true sum is some factor times the
 * predicted one; cells are measured on finitely many samples; the base accuracy is too. From tables
 * of other measures the sum of log-odds is estimated by a monotone map, and the factor is wider.
 * The maps and factors were fitted on one convolutional network, 75 schedules of 0 to 95 % (see
 * docs/decisions/0063); they are a first guess for others, not a promise. An N:M pattern that the
 * table does not know counts as its share of single weights, so that more will be lost.
 */
public final class Prediction {
    private static final Set<String> ACCURACIES = Set.of("top1", "probe-accuracy");
    private static final double Z = 1.96;

    private Prediction() {}

    /** A move of the log-odds, times or divided by a factor, plus noise of a standard error. */
    private record Move(double mean, double factor, double standardError) {}

    /**
     * The accuracy expected after a schedule, with its 95 % interval.
     *
     * @param table damage of each layer alone
     * @param scopes which weights compete
     * @param base accuracy of the uncompressed model
     * @return empty if {@code base} is no accuracy, or the damage of some layer is not known as far
     *     as the schedule goes
     */
    public static Optional<Estimate> of(
            SensitivityTable table,
            Schedule schedule,
            List<Layer> layers,
            LayerScopes scopes,
            Quality base) {
        List<PrunableWeight> weights = PrunableWeight.of(layers, scopes, table);
        double[] damage = weights.stream().mapToDouble(w -> w.damage(schedule)).toArray();
        Move move = move(table.measure(), damage, base);
        return isAccuracy(base) && Double.isFinite(move.mean())
                ? Optional.of(estimate(base, move))
                : Optional.empty();
    }

    /**
     * What each cell of a table of output errors would cost the accuracy by itself, as the same
     * model estimates it.
     *
     * @param base accuracy of the uncompressed model
     */
    public static SensitivityTable drops(SensitivityTable errors, Quality base) {
        double start = logit(base.estimate().value(), base.samples());
        return new SensitivityTable(
                errors.method(),
                SensitivityTable.Measure.ACCURACY_DROP,
                errors.layers(),
                errors.sparsities(),
                Arrays.stream(errors.damage())
                        .map(row -> drops(row, start))
                        .toArray(double[][]::new),
                errors.patterns().stream()
                        .map(of -> new PatternDamage(of.pattern(), drops(of.damage(), start)))
                        .toList());
    }

    private static double[] drops(double[] errors, double start) {
        return Arrays.stream(errors).map(e -> share(start) - share(start - e)).toArray();
    }

    /** Whether the metric is an accuracy, which alone is predicted. */
    public static boolean isAccuracy(Quality quality) {
        return ACCURACIES.contains(quality.metric());
    }

    private static Move move(SensitivityTable.Measure measure, double[] damage, Quality base) {
        double sum = 0;
        for (double one : damage) {
            sum += one;
        }
        return switch (measure) {
            case ACCURACY_DROP -> measured(damage, base);
            case OUTPUT_ERROR -> new Move(sum, 3, 0);
            case KL_DIVERGENCE -> new Move(2.5 * Math.sqrt(Math.max(0, sum)), 3, 0);
            case COSINE_DISTANCE -> new Move(Double.NaN, 1, 0);
        };
    }

    private static Move measured(double[] damage, Quality base) {
        double accuracy = base.estimate().value();
        double samples = base.samples();
        double sum = 0;
        double variance = 0;
        for (double drop : damage) {
            sum += logit(accuracy, samples) - logit(Math.clamp(accuracy - drop, 0, 1), samples);
            variance += drop == 0 ? 0 : (Math.abs(drop) + 1 / samples) / samples;
        }
        double slope = accuracy * (1 - accuracy) + 1 / samples;
        return new Move(sum, 2.2, Math.sqrt(variance) / slope);
    }

    private static Estimate estimate(Quality base, Move move) {
        double samples = base.samples();
        double start = logit(base.estimate().value(), samples);
        double worse = start - logit(base.estimate().low(), samples);
        double better = logit(base.estimate().high(), samples) - start;
        double noise = Z * move.standardError();
        double more = Math.abs(move.mean()) * (move.factor() - 1);
        double less = Math.abs(move.mean()) * (1 - 1 / move.factor());
        double value = start - move.mean();
        return new Estimate(
                share(value),
                share(value - Math.hypot(Math.hypot(more, worse), noise)),
                share(value + Math.hypot(Math.hypot(less, better), noise)));
    }

    private static double logit(double share, double samples) {
        double odds = (share * samples + 0.5) / ((1 - share) * samples + 0.5);
        return Math.log(odds);
    }

    private static double share(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }
}
