package org.espalier.job.work;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.analyze.BlockStream;
import org.espalier.analyze.Calibrator;
import org.espalier.analyze.InstantSensitivity;
import org.espalier.analyze.ScanRequest;
import org.espalier.analyze.SensitivityTable;
import org.espalier.base.CancelledException;
import org.espalier.base.Progress;
import org.espalier.compress.CompressionMethod;
import org.espalier.compress.LayerInputs;
import org.espalier.compress.LayerStatistics;
import org.espalier.compress.LayerStatistics.Kind;
import org.espalier.compress.Target;
import org.espalier.compress.prune.Magnitude;
import org.espalier.compress.prune.Wanda;
import org.espalier.data.Dataset;
import org.espalier.data.Datasets;
import org.espalier.engine.Device;
import org.espalier.engine.Engine;
import org.espalier.engine.ort.OrtEngineFactory;
import org.espalier.model.Block;
import org.espalier.model.BlockChoice;
import org.espalier.model.Blocks;
import org.espalier.model.Layer;
import org.espalier.model.LayerId;
import org.espalier.model.Layers;
import org.espalier.model.Network;
import org.espalier.model.format.ModelFile;
import org.espalier.tensor.LinearAlgebra;
import org.espalier.tensor.nd4j.Nd4jLinearAlgebra;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The instant tables of the small Llama, block by block. */
class InstantScanTest {
    private static final Path MODEL = Path.of("samples/sotu-llama");
    private static final int WINDOWS = 3;

    private final Network network = ModelFile.read(MODEL);
    private final List<Layer> layers = Layers.of(network);
    private final List<Block> blocks = Blocks.of(network, new BlockChoice.Automatic());
    private final Engine engine = new OrtEngineFactory().create(Device.CPU, 1);
    private final LinearAlgebra algebra = new Nd4jLinearAlgebra(1);
    private final InstantSensitivity instant = new InstantSensitivity(algebra);
    private final Dataset data =
            Datasets.sample(
                    Datasets.open(MODEL.resolve("val.txt.gz"), network, MODEL, 64), WINDOWS, 1);
    @TempDir Path folder;

    @Test
    void tellsWhatOneCalibrationOfTheWholeNetworkTells() {
        Map<LayerId, LayerStatistics> statistics =
                new Calibrator(algebra)
                        .calibrate(network, layers, data, Kind.GRAM, engine, Progress.NONE);
        InstantScan scan = scan();

        stream(scan, Progress.NONE);

        List<SensitivityTable> tables = scan.found().tables();
        for (int i = 0; i < 2; i++) {
            SensitivityTable whole =
                    instant.table(scan.requests().get(i).of(layers, statistics), Progress.NONE);
            SensitivityTable table = tables.get(i);
            assertEquals(whole.layers(), table.layers());
            assertEquals(whole.method(), table.method());
            for (int layer = 0; layer < layers.size(); layer++) {
                assertArrayEquals(whole.damage()[layer], table.damage()[layer], 1e-5);
            }
            assertArrayEquals(
                    whole.patterns().getFirst().damage(),
                    table.patterns().getFirst().damage(),
                    1e-5);
        }
        assertEquals(layers.size(), scan.found().inputs().size());
        for (LayerInputs inputs : scan.found().inputs()) {
            LayerStatistics own = Objects.requireNonNull(statistics.get(inputs.layer()));
            assertEquals(WINDOWS * 64, inputs.tokens());
            assertEquals(own.norm(0), inputs.norms()[0], 1e-3 * own.norm(0));
        }
    }

    @Test
    void aKilledScanGoesOnWithTheBlockInHand() {
        InstantScan whole = scan();
        stream(whole, Progress.NONE);
        List<SensitivityTable> expected = whole.found().tables();
        folder = folder.resolve("killed");
        assertTrue(folder.toFile().mkdir());
        InstantScan killed = scan();

        assertThrows(CancelledException.class, () -> stream(killed, new UntilBlock(4)));
        assertTrue(folder.resolve("scan-block-3.json").toFile().exists());
        assertFalse(folder.resolve("scan-block-5.json").toFile().exists());
        assertFalse(killed.isDone());
        assertEquals(List.of(), killed.watched(blocks.get(2)));
        InstantScan resumed = scan();
        stream(resumed, Progress.NONE);

        assertTrue(resumed.isDone());
        assertArrayEquals(expected.get(0).damage(), resumed.found().tables().get(0).damage());
        assertArrayEquals(expected.get(1).damage(), resumed.found().tables().get(1).damage());
    }

    private void stream(InstantScan scan, Progress progress) {
        new BlockStream(new Calibrator(algebra), engine, data, Kind.GRAM)
                .run(network, blocks, scan, progress);
    }

    private InstantScan scan() {
        return new InstantScan(
                instant, List.of(request(new Wanda()), request(new Magnitude())), blocks, folder);
    }

    private ScanRequest request(CompressionMethod<?> method) {
        return new ScanRequest(
                network,
                layers,
                method,
                Map.of(),
                new double[] {0.3, 0.7},
                List.of(new Target.NM(2, 4)));
    }

    /** Cancels once a block is begun. */
    private static final class UntilBlock implements Progress {
        private final int block;
        private boolean reached;

        UntilBlock(int block) {
            this.block = block;
        }

        @Override
        public void update(String part, long done, long total) {
            reached |= part.endsWith("." + block);
        }

        @Override
        public void checkpoint() {
            if (reached) {
                throw new CancelledException();
            }
        }
    }
}
