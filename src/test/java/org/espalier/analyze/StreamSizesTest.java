package org.espalier.analyze;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.data.Dataset;
import org.espalier.data.Datasets;
import org.espalier.model.Block;
import org.espalier.model.BlockChoice;
import org.espalier.model.Blocks;
import org.espalier.model.Network;
import org.espalier.model.format.ModelFile;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;

class StreamSizesTest {
    private static final Path MODEL = Path.of("samples/sotu-llama");

    @Test
    void textsThatAreNotAtHandTakeWhatTheyWillTake() {
        Network network = ModelFile.read(MODEL);
        List<Block> blocks = Blocks.of(network, new BlockChoice.Automatic()).subList(0, 6);
        Dataset windows =
                Datasets.sample(
                        Datasets.open(MODEL.resolve("train.txt.gz"), network, MODEL, 64), 5, 1);

        StreamSizes sizes = StreamSizes.ofTexts(network, blocks, 5, 64);

        assertEquals(
                new TapSizes(network, windows).stream(blocks, network, 5, Calibrator.TAP_LIMIT),
                sizes);
        assertEquals(2 * 5 * 64 * 256 * 4, sizes.values());
        assertTrue(sizes.running() > 5 * 64 * 704 * 4, sizes.toString());
    }
}
