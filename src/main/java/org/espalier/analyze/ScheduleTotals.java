package org.espalier.analyze;

import org.espalier.compress.Target;
import org.espalier.measure.Estimate;
import org.espalier.measure.Quality;
import org.espalier.model.Layer;
import org.espalier.model.Network;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/**
 * What a schedule comes to, before anything is run: the figures above the heatmap. A few
 * microseconds a layer.
 *
 * @param zeros weights that become zero, exactly
 * @param weights of all layers but a language model's head that stays dense
 * @param denseBytes the model's file, in which zeros save nothing
 * @param sparseBytes the file if each weight were stored as a bitmask and its non-zero values,
 *     where that is smaller
 * @param accuracy predicted; empty if not known
 * @param unknownPatterns layers with an N:M pattern that the table does not know: they count as
 *     their share of single weights, so that more accuracy will be lost than predicted
 * @param latencyNote what to expect of the speed, in a sentence
 */
public record ScheduleTotals(
        long zeros,
        long weights,
        long denseBytes,
        long sparseBytes,
        Optional<Estimate> accuracy,
        int unknownPatterns,
        String latencyNote) {
    /**
     * The model that a schedule is for.
     *
     * @param scopes which weights compete
     * @param fileBytes size of its file with external data
     */
    public record Model(Network network, List<Layer> layers, LayerScopes scopes, long fileBytes) {}

    /** Share of zeros over these weights. */
    public double sparsity() {
        return weights == 0 ? 0 : (double) zeros / weights;
    }

    /**
     * The totals of a schedule.
     *
     * @param table that the accuracy is predicted from; null if there is none yet
     * @param base accuracy of the uncompressed model; null if not measured
     */
    public static ScheduleTotals of(
            Model model,
            Schedule schedule,
            @Nullable SensitivityTable table,
            @Nullable Quality base) {
        long zeros = 0;
        long weights = 0;
        long saved = 0;
        int unknown = 0;
        for (PrunableWeight weight : PrunableWeight.of(model.layers(), model.scopes(), table)) {
            long own = weight.zeros(schedule);
            zeros += own;
            unknown += weight.unknownPattern(schedule) ? weight.layers().size() : 0;
            weights += weight.leftAlone(schedule) ? 0 : weight.granularity().weights();
            saved += saved(bits(model.network(), weight), own, weight.granularity().weights());
        }
        Optional<Estimate> accuracy =
                table == null || base == null
                        ? Optional.empty()
                        : Prediction.of(table, schedule, model.layers(), model.scopes(), base);
        return new ScheduleTotals(
                zeros,
                weights,
                model.fileBytes(),
                model.fileBytes() - saved,
                accuracy,
                unknown,
                latencyNote(schedule, zeros));
    }

    private static int bits(Network network, PrunableWeight weight) {
        return network.weight(weight.layers().get(0).weight()).dtype().bits();
    }

    private static long saved(int bits, long zeros, long weights) {
        return Math.max(0, zeros * bits / 8 - (weights + 7) / 8);
    }

    private static String latencyNote(Schedule schedule, long zeros) {
        if (zeros == 0) {
            return "As fast as the original: nothing is pruned.";
        }
        boolean pattern =
                schedule.entries().values().stream()
                        .filter(entry -> entry.target().sparsity() > 0)
                        .allMatch(entry -> entry.target().equals(new Target.NM(2, 4)));
        return pattern
                ? "Not faster here: 2:4 needs the sparse tensor cores of an NVIDIA GPU and a"
                        + " runtime that uses them."
                : "Unstructured zeros do not speed up ONNX Runtime.";
    }
}
