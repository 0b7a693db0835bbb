package org.espalier.data;

import org.espalier.base.UserFacingException;
import org.espalier.tensor.DType;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.jspecify.annotations.Nullable;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One array in NumPy's file format, versions 1 to 3: a magic number, a Python dictionary with
 * element type, memory order and shape, then the elements.
 */
final class Npy {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int MAX_HEADER = 1 << 16;
    private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([<>|=])(\\w)(\\d*)'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)\\b");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([\\d,\\s]*)\\)");

    private record Header(DType dtype, boolean bigEndian, boolean columnMajor, Shape shape) {}

    private Npy() {}

    /**
     * Reads one array.
     *
     * @param justified the most bytes that the source can hold
     * @param where names the array in messages
     */
    static Tensor read(InputStream in, long justified, String where) throws IOException {
        Header header = header(text(in, where), where);
        long bytes = bytes(header, where);
        if (bytes > justified) {
            throw damaged(where, "it claims %d bytes of elements".formatted(bytes));
        }
        Tensor tensor = Tensor.zeros(header.dtype(), header.shape());
        fill(tensor.data(), in, where);
        if (header.bigEndian()) {
            swapBytes(tensor.data(), header.dtype().bits() / 8);
        }
        return header.columnMajor() ? rowMajor(tensor) : tensor;
    }

    private static String text(InputStream in, String where) throws IOException {
        byte[] start = in.readNBytes(MAGIC.length + 2);
        if (start.length < MAGIC.length + 2
                || !Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw damaged(where, "it does not begin like a NumPy array");
        }
        int major = start[MAGIC.length];
        byte[] size = in.readNBytes(major == 1 ? 2 : 4);
        long length = 0;
        for (int i = size.length - 1; i >= 0; i--) {
            length = (length << 8) | (size[i] & 0xff);
        }
        if (major < 1 || major > 3 || length > MAX_HEADER) {
            throw damaged(where, "its header has version %d and %d bytes".formatted(major, length));
        }
        return new String(in.readNBytes((int) length), StandardCharsets.UTF_8);
    }

    private static Header header(String text, String where) {
        Matcher descr = DESCR.matcher(text);
        Matcher order = ORDER.matcher(text);
        Matcher shape = SHAPE.matcher(text);
        if (!order.find() || !shape.find()) {
            throw damaged(where, "its header is cut off");
        }
        DType dtype = descr.find() ? dtype(descr.group(2), descr.group(3)) : null;
        if (dtype == null) {
            throw UserFacingException.badInput(
                    "The array %s does not hold plain numbers. Save it with a numeric dtype, such as"
                                    .formatted(where)
                            + " float32 or int64; pickled objects, text and records are not read.");
        }
        return new Header(
                dtype,
                descr.group(1).equals(">"),
                order.group(1).equals("True"),
                shape(shape.group(1), where));
    }

    private static Shape shape(String sizes, String where) {
        try {
            return Shape.of(
                    Arrays.stream(sizes.split(","))
                            .map(String::strip)
                            .filter(size -> !size.isEmpty())
                            .mapToLong(Long::parseLong)
                            .toArray());
        } catch (IllegalArgumentException e) {
            throw damaged(where, "its shape is (%s)".formatted(sizes));
        }
    }

    private static long bytes(Header header, String where) {
        try {
            return header.dtype().bytes(header.shape().count());
        } catch (ArithmeticException e) {
            throw damaged(where, "its shape is " + header.shape());
        }
    }

    private static @Nullable DType dtype(String kind, String bytes) {
        return switch (kind + bytes) {
            case "f2" -> DType.FLOAT16;
            case "f4" -> DType.FLOAT32;
            case "f8" -> DType.FLOAT64;
            case "i1" -> DType.INT8;
            case "i2" -> DType.INT16;
            case "i4" -> DType.INT32;
            case "i8" -> DType.INT64;
            case "u1" -> DType.UINT8;
            case "u2" -> DType.UINT16;
            case "u4" -> DType.UINT32;
            case "u8" -> DType.UINT64;
            case "b1" -> DType.BOOL;
            default -> null;
        };
    }

    private static void fill(MemorySegment target, InputStream in, String where)
            throws IOException {
        byte[] chunk = new byte[(int) Math.min(1 << 16, Math.max(1, target.byteSize()))];
        long at = 0;
        while (at < target.byteSize()) {
            int wanted = (int) Math.min(chunk.length, target.byteSize() - at);
            int read;
            try {
                read = in.readNBytes(chunk, 0, wanted);
            } catch (EOFException e) {
                read = 0;
            }
            if (read < wanted) {
                throw damaged(
                        where, "%d of %d bytes are there".formatted(at + read, target.byteSize()));
            }
            MemorySegment.copy(MemorySegment.ofArray(chunk), 0, target, at, read);
            at += read;
        }
    }

    private static void swapBytes(MemorySegment data, int width) {
        MemorySegment element = MemorySegment.ofArray(new byte[width]);
        for (long at = 0; at < data.byteSize(); at += width) {
            element.copyFrom(data.asSlice(at, width));
            for (int i = 0; i < width; i++) {
                data.set(
                        ValueLayout.JAVA_BYTE,
                        at + i,
                        element.get(ValueLayout.JAVA_BYTE, width - 1 - i));
            }
        }
    }

    /** Copies elements whose first axis varies fastest into our order. */
    private static Tensor rowMajor(Tensor source) {
        long[] dims = source.shape().dims();
        Tensor result = Tensor.zeros(source.dtype(), source.shape());
        int width = source.dtype().bits() / 8;
        long[] index = new long[dims.length];
        for (long to = 0; to < source.count(); to++) {
            long from = 0;
            for (int axis = dims.length - 1; axis >= 0; axis--) {
                from = from * dims[axis] + index[axis];
            }
            MemorySegment.copy(source.data(), from * width, result.data(), to * width, width);
            for (int axis = dims.length - 1; axis >= 0 && ++index[axis] == dims[axis]; axis--) {
                index[axis] = 0;
            }
        }
        return result;
    }

    private static UserFacingException damaged(String where, String what) {
        return UserFacingException.badInput(
                "The array %s is damaged: %s. Save it again with numpy.save or numpy.savez."
                        .formatted(where, what));
    }
}
