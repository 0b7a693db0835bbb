package org.espalier.ui.recipe;

import org.espalier.model.Layer;
import org.espalier.project.Goals;
import org.espalier.ui.Study;
import org.espalier.ui.Workbench;

/**
 * What decides which technique fits: the model, the data, the machine, the goals.
 *
 * @param fileBytes of the model as it is
 * @param weights what can be pruned of it
 */
record Situation(Goals goals, boolean calibration, boolean gpu, long fileBytes, Weights weights) {
    /**
     * The weights that can be pruned.
     *
     * @param count of all layers
     * @param bits of one
     * @param layers how many there are
     * @param uneven layers whose inputs are no multiple of 4
     */
    record Weights(long count, int bits, int layers, int uneven) {}

    static Situation of(Study study, Goals goals, Workbench.DeviceFacts device) {
        long count = study.layers().stream().mapToLong(Layer::weightCount).sum();
        int uneven =
                (int)
                        study.layers().stream()
                                .filter(layer -> layer.layout().columns() % 4 != 0)
                                .count();
        int bits =
                study.layers().stream()
                        .mapToInt(layer -> study.network().weight(layer.weight()).dtype().bits())
                        .max()
                        .orElse(Float.SIZE);
        return new Situation(
                goals,
                study.data() != null,
                device.name().startsWith("GPU"),
                study.fileBytes(),
                new Weights(count, bits, study.layers().size(), uneven));
    }

    /** Size of the file with this share of zeros, each weight stored as a bitmask and its value. */
    long sparseBytes(double share) {
        double saved = weights.count() * (share * weights.bits() - 1) / Byte.SIZE;
        return Math.round(fileBytes - Math.max(0, saved));
    }

    /** The least share of zeros at which the stored file is this small; above 1 if none is. */
    double shareFor(long bytes) {
        return ((double) (fileBytes - bytes) * Byte.SIZE / weights.count() + 1) / weights.bits();
    }
}
