package org.espalier.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.espalier.model.Network;
import org.espalier.model.checkpoint.CheckpointReader;
import org.espalier.model.format.OnnxReader;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.LongStream;

class TokenWindowsTest {
    private static final Path MODEL = Path.of("samples/sotu-llama");
    private static final Path TEXT = MODEL.resolve("val.txt.gz");
    private static final Network NETWORK = CheckpointReader.read(MODEL);

    @TempDir Path folder;

    private static Dataset open(Path text, int window) {
        return Datasets.open(text, NETWORK, MODEL, window);
    }

    private static long[] ids(Dataset data, int... windows) {
        Tensor ids = Objects.requireNonNull(data.batch(windows).inputs().get("input_ids"));
        assertEquals(Shape.of(windows.length, data.window()), ids.shape());
        return LongStream.range(0, ids.count()).map(ids::longAt).toArray();
    }

    @Test
    void windowsFollowEachOtherWithoutOverlap() {
        Dataset long256 = open(TEXT, 256);
        Dataset long128 = open(TEXT, 128);
        assertEquals(779, long256.size());
        assertEquals("val.txt.gz, windows of 256 tokens", long256.name());
        assertArrayEquals(ids(long256, 0, 3), ids(long128, 0, 1, 6, 7));
        assertNotEquals(long256.fingerprint(), long128.fingerprint());
    }

    @Test
    void aWindowIsAsLongAsTheModelReadsIfNoneIsStated() {
        assertEquals(256, Datasets.open(TEXT, NETWORK, MODEL).window());
    }

    @Test
    void drawnWindowsAreWindowsOfTheSameLength() {
        Dataset drawn = Datasets.sample(open(TEXT, 64), 5, 7);
        assertEquals(64, drawn.window());
        assertEquals(5, drawn.size());
        assertArrayEquals(ids(Datasets.sample(open(TEXT, 64), 5, 7), 0, 4), ids(drawn, 0, 4));
    }

    @Test
    void textThatCannotBeCutIsRefused() throws IOException {
        Path shortOne = Files.writeString(folder.resolve("short.txt"), "My fellow citizens");
        Refusal.expect(() -> open(shortOne, 256), "short.txt", "fewer than one window of 256");
        Path latin =
                Files.write(
                        folder.resolve("latin.txt"),
                        "d\u00e9j\u00e0 vu".getBytes(StandardCharsets.ISO_8859_1));
        Refusal.expect(() -> open(latin, 2), "latin.txt", "not UTF-8");
        Path large = folder.resolve("large.txt");
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(TextFile.MOST_BYTES + 1L);
        }
        Refusal.expect(() -> open(large, 2), "large.txt", "more than 128 MiB", "a part of it");
    }

    @Test
    void textIsNoDataForAModelOfImages() {
        Path images = Path.of("samples/fashion-resnet14/fashion-resnet14.onnx");
        Network network = OnnxReader.read(images);
        Refusal.expect(() -> Datasets.open(TEXT, network, MODEL, 8), "running text", "image");
    }
}
