package org.espalier.job.work;

import org.espalier.analyze.BlockPassage;
import org.espalier.analyze.BlockWork;
import org.espalier.analyze.InstantSensitivity;
import org.espalier.analyze.ScanRequest;
import org.espalier.analyze.SensitivityTable;
import org.espalier.base.Progress;
import org.espalier.base.UserFacingException;
import org.espalier.base.WholeFile;
import org.espalier.compress.LayerInputs;
import org.espalier.compress.LayerStatistics;
import org.espalier.job.JobJson;
import org.espalier.model.Block;
import org.espalier.model.Layer;
import org.espalier.model.LayerId;
import org.espalier.model.Network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Fills the instant tables while calibration data pass the blocks of a network, so that the Gram
 * matrices of one are in memory at once. What is known of a block is kept in the job's folder.
 *
 * @param requests one for each method, of all layers; without statistics
 * @param folder of the job
 */
record InstantScan(
        InstantSensitivity instant, List<ScanRequest> requests, List<Block> blocks, Path folder)
        implements BlockWork {
    /**
     * What there is to know of some layers.
     *
     * @param tables in the order of the requests
     * @param inputs of each layer
     */
    record Found(List<SensitivityTable> tables, List<LayerInputs> inputs) {}

    /** Whether nothing is left to do. */
    boolean isDone() {
        return blocks.stream().allMatch(block -> Files.exists(file(block)));
    }

    /** What there is to know of all blocks, once data have passed them. */
    Found found() {
        List<Found> found = blocks.stream().map(this::kept).toList();
        return new Found(
                IntStream.range(0, requests.size()).mapToObj(i -> joined(found, i)).toList(),
                found.stream().flatMap(block -> block.inputs().stream()).toList());
    }

    private static SensitivityTable joined(List<Found> found, int request) {
        return SensitivityTable.joined(
                found.stream().map(block -> block.tables().get(request)).toList());
    }

    @Override
    public List<Layer> watched(Block block) {
        return Files.exists(file(block)) ? List.of() : block.layers();
    }

    @Override
    public Network change(
            Network network,
            Block block,
            Map<LayerId, LayerStatistics> statistics,
            Progress progress) {
        if (!Files.exists(file(block))) {
            double part = 1.0 / requests.size();
            List<SensitivityTable> tables =
                    IntStream.range(0, requests.size())
                            .mapToObj(
                                    i ->
                                            instant.table(
                                                    requests.get(i).of(block.layers(), statistics),
                                                    progress.piece(i * part, part)))
                            .toList();
            List<LayerInputs> inputs =
                    block.layers().stream()
                            .map(
                                    layer ->
                                            LayerInputs.of(
                                                    layer.id(),
                                                    Objects.requireNonNull(
                                                            statistics.get(layer.id()))))
                            .toList();
            WholeFile.writeString(file(block), JobJson.write(new Found(tables, inputs)));
        }
        return network;
    }

    @Override
    public void passed(BlockPassage passage) {}

    private Path file(Block block) {
        return folder.resolve("scan-block-%d.json".formatted(blocks.indexOf(block) + 1));
    }

    private Found kept(Block block) {
        Path file = file(block);
        try {
            return JobJson.read(Files.readString(file), Found.class);
        } catch (IOException e) {
            throw UserFacingException.failed(
                    "Could not read %s: %s. Delete it to scan the block again."
                            .formatted(file, e.getMessage()),
                    e);
        }
    }
}
