package org.espalier.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.base.UserFacingException;
import org.espalier.tensor.DType;
import org.espalier.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

class NpzTest {
    private static final Path DATA = Path.of("src/test/resources/data");

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"stored.npz", "deflated.npz"})
    void readsEveryNumericTypeInBothByteAndMemoryOrders(String file) {
        Npz arrays = Npz.read(DATA.resolve(file));

        assertArrayEquals(new float[] {0.5f, -2}, arrays.array("f2").toFloats());
        assertEquals(DType.FLOAT16, arrays.array("f2").dtype());
        assertEquals(Shape.of(2, 3), arrays.array("f4").shape());
        assertArrayEquals(new float[] {1.5f, 2.5f, -3, 4, 5, 6}, arrays.array("f4").toFloats());
        assertEquals(Shape.of(), arrays.array("f8").shape());
        assertEquals(3.25, arrays.array("f8").doubleAt(0));
        assertArrayEquals(new float[] {1.5f, -2.25f}, arrays.array("big").toFloats());
        assertArrayEquals(new long[] {-300}, arrays.array("i2").toLongs());
        assertArrayEquals(new long[] {-(1L << 40), 7}, arrays.array("i8").toLongs());
        assertArrayEquals(new long[] {255, 0}, arrays.array("u1").toLongs());
        assertEquals(DType.BOOL, arrays.array("b").dtype());
        assertArrayEquals(new long[] {1, 0}, arrays.array("b").toLongs());
        assertEquals(Shape.of(0, 3), arrays.array("empty").shape());
        assertEquals(Shape.of(2, 3, 4), arrays.array("fortran").shape());
        long[] ascending = new long[24];
        Arrays.setAll(ascending, i -> i);
        assertArrayEquals(ascending, arrays.array("fortran").toLongs());
    }

    @Test
    void readsTheReferenceOfTheSampleModel() {
        Npz reference =
                Npz.read(Path.of("src/test/resources/models/fashion-resnet14-reference.npz"));

        assertEquals(Shape.of(64, 1, 28, 28), reference.array("image").shape());
        assertEquals(Shape.of(64, 10), reference.array("logits").shape());
        assertEquals(-0.81019837f, reference.array("image").floatAt(0));
    }

    @Test
    void saysWhichArraysThereAreIfOneIsMissing() {
        Npz reference = Npz.read(DATA.resolve("stored.npz"));

        UserFacingException e = assertThrows(UserFacingException.class, () -> reference.array("W"));
        assertTrue(String.valueOf(e.getMessage()).contains("it has f2, f4, f8"), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"objects.npz", "text.npz"})
    void refusesWhatIsNoNumber(String file) {
        String message = refusal(DATA.resolve(file));

        assertTrue(message.contains("does not hold plain numbers"), message);
        assertTrue(message.contains(file), message);
    }

    @Test
    void refusesAnArrayThatClaimsMoreThanTheFileCanHold() throws IOException {
        Path file = withArray("(1000000, 1000000)", 40);

        assertTrue(refusal(file).contains("claims 4000000000000 bytes"), refusal(file));
    }

    @Test
    void refusesAShapeWhoseProductOverflows() throws IOException {
        Path file = withArray("(4294967296, 4294967296)", 40);

        assertTrue(refusal(file).contains("shape"), refusal(file));
    }

    @Test
    void refusesAnArrayCutShort() throws IOException {
        Path file = withArray("(3, 4)", 40);

        assertTrue(refusal(file).contains("40 of 48 bytes"), refusal(file));
    }

    @Test
    void refusesATruncatedArchive() throws IOException {
        byte[] whole = Files.readAllBytes(DATA.resolve("deflated.npz"));
        Path file = folder.resolve("cut.npz");
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));

        assertTrue(refusal(file).contains("cut.npz"), refusal(file));
    }

    private static String refusal(Path file) {
        UserFacingException e = assertThrows(UserFacingException.class, () -> Npz.read(file));
        assertEquals(UserFacingException.Kind.BAD_INPUT, e.kind());
        return String.valueOf(e.getMessage());
    }

    private Path withArray(String shape, int bytes) throws IOException {
        Path file = folder.resolve("made.npz");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("a.npy"));
            zip.write(npy("{'descr': '<f4', 'fortran_order': False, 'shape': " + shape + ", }"));
            zip.write(new byte[bytes]);
        }
        return file;
    }

    private static byte[] npy(String header) {
        byte[] text = header.getBytes(StandardCharsets.ISO_8859_1);
        byte[] result = new byte[10 + text.length];
        byte[] start = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) text.length, 0};
        System.arraycopy(start, 0, result, 0, start.length);
        System.arraycopy(text, 0, result, start.length, text.length);
        return result;
    }
}
