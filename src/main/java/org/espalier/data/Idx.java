package org.espalier.data;

import org.espalier.base.UserFacingException;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * An array of unsigned bytes in the IDX format of the MNIST files, gzipped or not: two zero bytes,
 * the element type, the number of axes, their sizes as big-endian 32-bit integers, the elements.
 */
record Idx(int[] dims, MemorySegment data) {
    private static final int UNSIGNED_BYTE = 0x08;

    /**
     * Reads a file whole.
     *
     * @throws UserFacingException if it is not an IDX file of bytes or does not hold what its
     *     header says
     */
    static Idx read(Path file) {
        try (InputStream raw = Files.newInputStream(file);
                InputStream unpacked = gzipped(file) ? new GZIPInputStream(raw, 1 << 16) : raw;
                DataInputStream in = new DataInputStream(unpacked)) {
            int[] dims = header(in, file);
            long bytes = count(dims, file);
            long held = Files.size(file) * (gzipped(file) ? Npz.MAX_DEFLATE_RATIO : 1);
            if (bytes > held) {
                throw damaged(file, "its header claims %d bytes".formatted(bytes));
            }
            MemorySegment data = Arena.ofAuto().allocate(bytes);
            fill(data, in);
            if (in.read() >= 0) {
                throw damaged(file, "it goes on after the %d bytes of its header".formatted(bytes));
            }
            return new Idx(dims, data);
        } catch (EOFException | ZipException e) {
            throw damaged(file, "it is cut off or not what its name says");
        } catch (IOException e) {
            throw UserFacingException.badInput(
                    "Could not read %s: %s.".formatted(file, e.getMessage()), e);
        }
    }

    /** Size of the first axis. */
    int samples() {
        return dims[0];
    }

    /** Bytes of one sample. */
    int sampleBytes() {
        return samples() == 0 ? 0 : (int) (data.byteSize() / samples());
    }

    private static boolean gzipped(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.read() == 0x1f && in.read() == 0x8b;
        }
    }

    private static int[] header(DataInputStream in, Path file) throws IOException {
        int zeros = in.readUnsignedShort();
        int type = in.readUnsignedByte();
        int axes = in.readUnsignedByte();
        if (zeros != 0 || axes == 0 || axes > 4) {
            throw damaged(file, "it does not begin like an IDX file");
        }
        if (type != UNSIGNED_BYTE) {
            throw UserFacingException.badInput(
                    "%s holds elements of type 0x%02x. Only unsigned bytes (0x08) are read; save other data as .npz."
                            .formatted(file, type));
        }
        int[] dims = new int[axes];
        for (int axis = 0; axis < axes; axis++) {
            dims[axis] = in.readInt();
        }
        return dims;
    }

    private static long count(int[] dims, Path file) {
        try {
            return Arrays.stream(dims).asLongStream().reduce(1, Idx::product);
        } catch (ArithmeticException e) {
            throw damaged(file, "its header claims the sizes " + Arrays.toString(dims));
        }
    }

    private static long product(long a, long b) {
        if (b < 0) {
            throw new ArithmeticException("negative size");
        }
        return Math.multiplyExact(a, b);
    }

    private static void fill(MemorySegment target, InputStream in) throws IOException {
        byte[] chunk = new byte[1 << 16];
        for (long at = 0; at < target.byteSize(); ) {
            int wanted = (int) Math.min(chunk.length, target.byteSize() - at);
            if (in.readNBytes(chunk, 0, wanted) < wanted) {
                throw new EOFException();
            }
            MemorySegment.copy(MemorySegment.ofArray(chunk), 0, target, at, wanted);
            at += wanted;
        }
    }

    private static UserFacingException damaged(Path file, String what) {
        return UserFacingException.badInput(
                "%s is damaged: %s. Download or save it again.".formatted(file, what));
    }
}
