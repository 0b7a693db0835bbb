package org.espalier.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.model.ValueInfo;
import org.espalier.tensor.DType;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

class IdxDatasetTest {
    private static final Path SAMPLE = Path.of("samples/fashion-resnet14");
    private static final Path IMAGES = SAMPLE.resolve("t10k-images-idx3-ubyte.gz");

    @TempDir Path folder;

    @Test
    void normalizesTheTestImagesBitForBitAsTheReferenceDoes() {
        Dataset data = open(IMAGES);
        Npz reference =
                Npz.read(Path.of("src/test/resources/models/fashion-resnet14-reference.npz"));

        Batch batch = data.batch(IntStream.range(0, 64).toArray());

        assertTrue(tensor(batch, "image").sameBits(reference.array("image")));
        assertArrayEquals(
                new int[] {9, 2, 1, 1, 6, 1, 4, 6, 5, 7}, Arrays.copyOf(batch.labels(), 10));
    }

    @Test
    void holdsAThousandLabelledImagesOfEachClass() {
        Dataset data = open(IMAGES);
        int[] counts = new int[10];
        for (int[] indices : data.batches(1000)) {
            Arrays.stream(data.batch(indices).labels()).forEach(label -> counts[label]++);
        }

        assertEquals(10_000, data.size());
        assertArrayEquals(
                new int[] {1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000}, counts);
        assertEquals("Ankle boot", data.classes().get(9));
        assertEquals("t10k", data.name());
    }

    @Test
    void choosesOneOfSeveralSetsInAFolder() {
        assertEquals(3000, open(Path.of(SAMPLE + "#train3k")).size());
        Refusal.expect(() -> open(SAMPLE), "holds the sets t10k, train3k", "#t10k");
        Refusal.expect(() -> open(Path.of(SAMPLE + "#other")), "holds the sets t10k, train3k");
    }

    @Test
    void readsTheSameFromPlainAndGzippedFiles() throws IOException {
        unpack("train3k-images-idx3-ubyte");
        unpack("train3k-labels-idx1-ubyte");

        Dataset plain = open(folder);
        Dataset packed = open(Path.of(SAMPLE + "#train3k"));

        assertEquals(packed.fingerprint(), plain.fingerprint());
        int[] some = {2999, 7};
        assertTrue(
                tensor(plain.batch(some), "image").sameBits(tensor(packed.batch(some), "image")));
        assertArrayEquals(packed.batch(some).labels(), plain.batch(some).labels());
    }

    @Test
    void fingerprintsContentLabelsAndPreprocessing() throws IOException {
        byte[] pixels = {0, 10, 20, 30, 40, 50, 60, 70};
        String base = made(pixels, new byte[] {1, 0}, "0.5").fingerprint();

        assertEquals(64, base.length());
        assertEquals(base, made(pixels, new byte[] {1, 0}, "0.5").fingerprint());
        assertNotEquals(base, made(pixels, new byte[] {1, 1}, "0.5").fingerprint());
        assertNotEquals(base, made(pixels, new byte[] {1, 0}, "0.25").fingerprint());
        pixels[7] = 71;
        assertNotEquals(base, made(pixels, new byte[] {1, 0}, "0.5").fingerprint());
    }

    @Test
    void feedsModelsThatWantBytesFlatOrColouredInput() throws IOException {
        write("a-images-idx3-ubyte", new int[] {2, 2, 2}, new byte[] {0, 1, 2, 3, 4, 5, 6, -1});
        Map<String, String> raw = Map.of("input.scale", "1");

        Tensor bytes = tensor(first(Map.of(), Models.input("x", DType.UINT8, -1, 1, 2, 2), 1), "x");
        Tensor flat = tensor(first(raw, Models.input("x", DType.FLOAT32, -1, 4), 1), "x");
        Tensor last = tensor(first(raw, Models.input("x", DType.FLOAT32, -1, 2, 2, 3), 1), "x");
        Tensor half = tensor(first(raw, Models.input("x", DType.FLOAT16, -1, 2, 2), 1), "x");

        assertArrayEquals(new long[] {4, 5, 6, 255}, bytes.toLongs());
        assertArrayEquals(new float[] {4, 5, 6, 255}, flat.toFloats());
        assertEquals(Shape.of(1, 4), flat.shape());
        assertArrayEquals(new float[] {4, 4, 4, 5, 5, 5, 6, 6, 6, 255, 255, 255}, last.toFloats());
        assertEquals(DType.FLOAT16, half.dtype());
        assertArrayEquals(new float[] {4, 5, 6, 255}, half.toFloats());
    }

    @Test
    void readsImagesWithoutLabels() throws IOException {
        write("a-images-idx3-ubyte", new int[] {1, 28, 28}, new byte[784]);

        Dataset data = open(folder);

        assertFalse(data.labelled());
        assertEquals(0, data.batch(new int[] {0}).labels().length);
    }

    @Test
    void refusesDamagedFiles() throws IOException {
        byte[] whole = Files.readAllBytes(IMAGES);
        Path cut = folder.resolve("cut-images-idx3-ubyte.gz");
        Files.write(cut, Arrays.copyOf(whole, 100_000));
        Refusal.expect(() -> open(cut), "cut-images", "cut off");

        Path lying = write("b-images-idx3-ubyte", new int[] {1 << 30, 28, 28}, new byte[784]);
        Refusal.expect(() -> open(lying), "claims 841813590016 bytes");

        Path longer = write("c-images-idx3-ubyte", new int[] {1, 28, 28}, new byte[785]);
        Refusal.expect(() -> open(longer), "goes on after");

        Path negative = write("d-images-idx3-ubyte", new int[] {-1, 28, 28}, new byte[784]);
        Refusal.expect(() -> open(negative), "sizes [-1, 28, 28]");

        Path text = folder.resolve("e-images-idx3-ubyte");
        Files.writeString(text, "hello, this is no image");
        Refusal.expect(() -> open(text), "does not begin like an IDX file");
    }

    @Test
    void refusesLabelsThatDoNotFit() throws IOException {
        Path images = write("a-images-idx3-ubyte", new int[] {2, 28, 28}, new byte[2 * 784]);
        write("a-labels-idx1-ubyte", new int[] {3}, new byte[] {0, 1, 2});
        Refusal.expect(() -> open(images), "holds 3 labels", "holds 2 images");

        write("a-labels-idx1-ubyte", new int[] {2}, new byte[] {0, 10});
        Refusal.expect(() -> open(images), "labels up to 10", "knows 10 classes");
    }

    @Test
    void refusesImagesOfAnotherSize() throws IOException {
        Path images = write("a-images-idx3-ubyte", new int[] {1, 32, 32}, new byte[1024]);

        Refusal.expect(() -> open(images), "32 x 32", "(free x 1 x 28 x 28)");
    }

    @Test
    void asksForPreprocessingThatNobodyStates() throws IOException {
        write("a-images-idx3-ubyte", new int[] {1, 2, 2}, new byte[4]);

        Refusal.expect(
                () -> first(Map.of(), Models.input("x", DType.FLOAT32, -1, 4), 0),
                "how pixels are to be scaled",
                "preprocessor_config.json");

        Files.writeString(
                folder.resolve("preprocessor_config.json"),
                "{\"rescale_factor\": 0.5, \"image_mean\": [1], \"image_std\": [2]}");
        Batch stated = first(Map.of(), Models.input("x", DType.FLOAT32, -1, 4), 0);
        assertArrayEquals(new float[] {-0.5f, -0.5f, -0.5f, -0.5f}, tensor(stated, "x").toFloats());
    }

    private static Dataset open(Path path) {
        return Datasets.open(path, Models.fashion(), SAMPLE.resolve("fashion-resnet14.onnx"));
    }

    private Batch first(Map<String, String> properties, ValueInfo input, int i) {
        return Datasets.open(folder, Models.taking(properties, input), folder).batch(new int[] {i});
    }

    private Dataset made(byte[] pixels, byte[] labels, String mean) throws IOException {
        write("a-images-idx3-ubyte", new int[] {2, 2, 2}, pixels);
        write("a-labels-idx1-ubyte", new int[] {2}, labels);
        Map<String, String> properties = new HashMap<>(Models.FASHION);
        properties.put("input.mean", mean);
        return Datasets.open(
                folder,
                Models.taking(properties, Models.input("x", DType.FLOAT32, -1, 1, 2, 2)),
                folder);
    }

    private static Tensor tensor(Batch batch, String input) {
        return Objects.requireNonNull(batch.inputs().get(input));
    }

    private void unpack(String name) throws IOException {
        try (GZIPInputStream in =
                new GZIPInputStream(Files.newInputStream(SAMPLE.resolve(name + ".gz")))) {
            Files.copy(in, folder.resolve(name));
        }
    }

    private Path write(String name, int[] dims, byte[] data) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeShort(0);
            out.writeByte(8);
            out.writeByte(dims.length);
            for (int dim : dims) {
                out.writeInt(dim);
            }
            out.write(data);
        }
        Path file = folder.resolve(name);
        return Files.write(file, bytes.toByteArray());
    }
}
