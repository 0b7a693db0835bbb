package org.espalier.model.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

import org.espalier.base.UserFacingException;
import org.espalier.model.Layers;
import org.espalier.model.ModelSummary;
import org.espalier.model.Network;
import org.espalier.model.Networks;
import org.espalier.tensor.DType;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Whatever the bytes: a network that can be looked at, or a sentence for the user. */
class OnnxFuzzTest {
    private static final byte[] CNN = read(Samples.CNN);
    private static final byte[] SMALL = OnnxWriter.toBytes(small());

    @Property(tries = 500)
    void randomBytesAreReadOrRefused(@ForAll @Size(max = 300) byte[] content) {
        open(content);
    }

    @Property(tries = 2000)
    void flippedBytesOfASmallModelAreReadOrRefused(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int flips) {
        open(flipped(SMALL, seed, flips));
    }

    @Property(tries = 150)
    void flippedBytesOfTheSampleAreReadOrRefused(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 200) int flips) {
        open(flipped(CNN, seed, flips));
    }

    @Property(tries = 300)
    void aNumberPutAnywhereIsReadOrRefused(
            @ForAll @LongRange(min = 0) long number, @ForAll @IntRange(min = 0) int place) {
        byte[] content = SMALL.clone();
        int at = place % (content.length - 10);
        long left = number;
        for (int i = 0; i < 9; i++) {
            content[at + i] = (byte) (left & 0x7f | (i < 8 ? 0x80 : 0));
            left >>>= 7;
        }
        open(content);
    }

    @Test
    void eachTruncationOfASmallModelIsReadOrRefused() {
        for (int length = 0; length < SMALL.length; length++) {
            open(Arrays.copyOf(SMALL, length));
        }
    }

    @Test
    void truncationsOfTheSampleAreReadOrRefused() {
        for (int length = 0; length < CNN.length; length += 4999) {
            open(Arrays.copyOf(CNN, length));
        }
    }

    private static void open(byte[] content) {
        try {
            Network network = OnnxReader.read(ByteBuffer.wrap(content));
            assertEquals(Layers.of(network).size(), ModelSummary.of(network).layers().size());
        } catch (UserFacingException e) {
            assertEquals(UserFacingException.Kind.BAD_INPUT, e.kind(), e.getMessage());
        } catch (RuntimeException e) {
            fail("not a sentence for the user", e);
        }
    }

    private static byte[] flipped(byte[] original, long seed, int flips) {
        byte[] content = original.clone();
        Random random = new Random(seed);
        for (int i = 0; i < flips; i++) {
            content[random.nextInt(content.length)] = (byte) random.nextInt(256);
        }
        return content;
    }

    private static Network small() {
        return Networks.builder()
                .input("x", DType.FLOAT32, "batch", 1, 4, 4)
                .weight("conv.weight", Networks.random(1, 2, 1, 3, 3))
                .constant("shape", Tensor.of(Shape.of(2), 0L, -1L))
                .weight("fc.weight", Networks.random(2, 3, 8))
                .node("Conv", List.of("x", "conv.weight"), "c", "strides", new int[] {1, 1})
                .node("Reshape", List.of("c", "shape"), "r")
                .node("Gemm", List.of("r", "fc.weight"), "y", "transB", 1, "alpha", 1f)
                .output("y", DType.FLOAT32, "batch", 3)
                .build();
    }

    private static byte[] read(Path path) {
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
