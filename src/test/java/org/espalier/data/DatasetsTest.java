package org.espalier.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.espalier.model.Network;
import org.espalier.tensor.DType;
import org.espalier.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

class DatasetsTest {
    private static final Path ARRAYS = Path.of("src/test/resources/data/dataset.npz");

    @TempDir Path folder;

    @Test
    void readsArraysNamedAfterTheInputs() {
        Dataset data = Datasets.open(ARRAYS, model(DType.FLOAT32), ARRAYS);
        Batch batch = data.batch(new int[] {2, 0});

        assertEquals(3, data.size());
        assertEquals(List.of("0", "1"), data.classes());
        assertArrayEquals(new int[] {1, 0}, batch.labels());
        assertArrayEquals(new float[] {5, 6, 1, 2}, tensor(batch, "x").toFloats());
        assertEquals(DType.FLOAT32, tensor(batch, "x").dtype());
        assertArrayEquals(new long[] {30, 10}, tensor(batch, "n").toLongs());
    }

    @Test
    void refusesArraysThatDoNotFitTheModel() {
        Network other = Models.taking(Map.of(), Models.input("y", DType.FLOAT32, -1));
        Refusal.expect(
                () -> Datasets.open(ARRAYS, other, ARRAYS),
                "no array \"y\"",
                "it has x, n, label, short");
        Refusal.expect(
                () -> Datasets.open(ARRAYS, model(DType.INT64), ARRAYS),
                "x",
                "is FLOAT64",
                "INT64");
        Network both =
                Models.taking(
                        Map.of(),
                        Models.input("x", DType.FLOAT64, -1, 2),
                        Models.input("short", DType.INT64, -1));
        Refusal.expect(() -> Datasets.open(ARRAYS, both, ARRAYS), "first axis");
    }

    @Test
    void drawsTheSameSamplesOnEveryRun() {
        Dataset data = fashion();

        Dataset drawn = Datasets.sample(data, 5, 42);

        assertArrayEquals(new int[] {6964, 6710, 7075, 8154, 5320}, ((Selection) drawn).indices());
        assertEquals(drawn.fingerprint(), Datasets.sample(data, 5, 42).fingerprint());
        assertNotEquals(drawn.fingerprint(), Datasets.sample(data, 5, 43).fingerprint());
        assertNotEquals(drawn.fingerprint(), data.fingerprint());
        int first = ((Selection) drawn).indices()[0];
        assertEquals(
                data.batch(new int[] {first}).labels()[0], drawn.batch(new int[] {0}).labels()[0]);
        assertEquals("t10k, 5 drawn with seed 42", drawn.name());
    }

    @Test
    void takesAllSamplesInTheirOrderIfNoneAreAskedForOrNotEnoughThere() {
        Dataset data = fashion();

        assertSame(data, Datasets.sample(data, 0, 1));
        assertSame(data, Datasets.sample(data, 10_000, 1));
        assertSame(data, Datasets.limit(data, 10_001));
    }

    @Test
    void limitsToTheFirstSamples() {
        Dataset first = Datasets.limit(fashion(), 3);

        assertEquals(3, first.size());
        assertArrayEquals(new int[] {9, 2, 1}, first.batch(new int[] {0, 1, 2}).labels());
        Refusal.expect(() -> Datasets.limit(fashion(), 0), "no samples");
    }

    @Test
    void saysWhatItFoundInstead() throws IOException {
        Refusal.expect(() -> open("missing.npz"), "no file or folder", "missing.npz");
        Files.writeString(folder.resolve("notes.pdf"), "hello");
        Refusal.expect(() -> open("notes.pdf"), "no format", "IDX images, an .npz");
        Files.copy(ARRAYS, folder.resolve("a.npz"));
        Files.copy(ARRAYS, folder.resolve("b.npz"));
        Refusal.expect(() -> open("."), "holds a.npz, b.npz", "Name one data file");
    }

    @Property(tries = 50)
    void aDrawHasNoDuplicates(
            @ForAll @IntRange(min = 1, max = 9999) int samples, @ForAll long seed) {
        int[] indices = ((Selection) Datasets.sample(fashion(), samples, seed)).indices();

        assertEquals(samples, Arrays.stream(indices).distinct().count());
        assertEquals(samples, Arrays.stream(indices).filter(i -> i >= 0 && i < 10_000).count());
    }

    private Dataset open(String name) {
        return Datasets.open(folder.resolve(name), model(DType.FLOAT32), folder);
    }

    private static Dataset fashion() {
        return Fashion.TEST;
    }

    private static Network model(DType x) {
        return Models.taking(
                Map.of(), Models.input("x", x, -1, 2), Models.input("n", DType.INT64, -1));
    }

    private static Tensor tensor(Batch batch, String input) {
        return Objects.requireNonNull(batch.inputs().get(input));
    }

    /** Read once. */
    private static final class Fashion {
        static final Dataset TEST =
                Datasets.open(
                        Path.of("samples/fashion-resnet14#t10k"), Models.fashion(), Path.of("."));
    }
}
