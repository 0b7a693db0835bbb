package org.espalier.ui;

import org.espalier.job.DataRef;
import org.espalier.measure.Task;
import org.espalier.model.Block;
import org.espalier.model.Layer;
import org.espalier.model.LayerSummary;
import org.espalier.model.ModelSummary;
import org.espalier.model.Network;
import org.espalier.model.format.ModelFile;
import org.espalier.project.ProjectData;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A model opened in the window, with its data.
 *
 * @param summary the layers and what was counted in each
 * @param warnings sentences that the user should read: NaN weights, operators nobody runs
 * @param fileBytes of the model as it is, in which zeros save nothing
 * @param blocks that repeat in the model, in topological order; one if nothing does
 * @param data null if the model was opened without data
 */
public record Study(
        Path file,
        Network network,
        ModelSummary summary,
        List<String> warnings,
        long fileBytes,
        List<Block> blocks,
        @Nullable Data data) {
    /**
     * What the study's jobs read.
     *
     * @param calibration samples that methods learn from
     * @param evaluation samples that results are measured on; null if there are none
     * @param title for the header, such as {@code Fashion-MNIST test, 10,000 images}
     * @param samples how many samples results are measured on
     * @param labelled whether accuracy can be measured
     * @param task what results are judged by
     */
    public record Data(
            DataRef calibration,
            @Nullable DataRef evaluation,
            String title,
            int samples,
            boolean labelled,
            Task task) {
        /** How many samples methods learn from. */
        public int calibrationSamples() {
            return calibration.samples() > 0 ? calibration.samples() : samples;
        }
    }

    /** The file's name without its ending; a folder's as it is. */
    public String name() {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot > 0 && !ModelFile.isFolder(network) ? name.substring(0, dot) : name;
    }

    /** Name for what a run makes of the model: a file where it is one, else a folder. */
    public String resultName() {
        return name() + (ModelFile.isFolder(network) ? "-pruned" : "-pruned.onnx");
    }

    /** The layers in graph order. */
    public List<Layer> layers() {
        return summary.layers().stream().map(LayerSummary::layer).toList();
    }

    /** Index of the layer that has most weights, heads of language models apart; else 0. */
    public int heaviest() {
        List<Layer> layers = layers();
        return IntStream.range(0, layers.size())
                .filter(i -> !layers.get(i).id().isHead())
                .reduce((a, b) -> weights(layers, b) > weights(layers, a) ? b : a)
                .orElse(0);
    }

    private static long weights(List<Layer> layers, int layer) {
        return layers.get(layer).weightCount();
    }

    /** The data as a project keeps it. */
    public ProjectData chosenData() {
        Data chosen = data;
        return chosen == null
                ? ProjectData.NONE
                : new ProjectData(chosen.calibration(), chosen.evaluation());
    }

    /** The same model with other data. */
    public Study withData(@Nullable Data other) {
        return new Study(file, network, summary, warnings, fileBytes, blocks, other);
    }
}
