package org.espalier.model.safetensors;

import org.espalier.base.UserFacingException;
import org.espalier.base.WholeFile;
import org.espalier.tensor.Tensor;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A safetensors file: named tensors, each a view of the mapped file, so that opening takes neither
 * heap nor time for them.
 *
 * <p>The layout is eight bytes with the length of a JSON header, the header, and the tensors' bytes
 * without a gap.
 *
 * @param tensors by name, in the order of their data
 * @param metadata free text by key
 */
public record SafetensorsFile(Map<String, Tensor> tensors, Map<String, String> metadata) {
    /** The bound that the format's own library sets. */
    private static final int MOST_HEADER_BYTES = 100_000_000;

    private static final String LFS_POINTER = "version https://git-lfs";
    private static final int LENGTH_BYTES = Long.BYTES;
    private static final int CHUNK = 1 << 24;

    /**
     * Maps a file. Its header is untrusted: lengths, types, shapes and places are checked.
     *
     * @throws UserFacingException if the file cannot be read or its header is not sound
     */
    public static SafetensorsFile open(Path path) {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            return mapped(channel.map(MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto()));
        } catch (UserFacingException e) {
            throw UserFacingException.badInput(
                    "%s is no sound safetensors file: %s. Copy or download it again."
                            .formatted(path, e.getMessage()),
                    e);
        } catch (NoSuchFileException e) {
            throw UserFacingException.badInput(
                    "There is no file %s. Download the whole checkpoint.".formatted(path), e);
        } catch (IOException e) {
            throw UserFacingException.badInput(
                    "Could not read %s: %s. Check that you may read it.".formatted(path, e), e);
        }
    }

    private static SafetensorsFile mapped(MemorySegment file) {
        if (startsWith(file, LFS_POINTER)) {
            throw UserFacingException.badInput(
                    "it is a Git LFS pointer to the weights: run \"git lfs pull\" in its folder");
        }
        if (file.byteSize() < LENGTH_BYTES) {
            throw UserFacingException.badInput("it has only %,d bytes".formatted(file.byteSize()));
        }
        long length = file.get(Tensor.I64, 0);
        if (length < 0 || length > MOST_HEADER_BYTES) {
            throw UserFacingException.badInput(
                    "it claims a header of %s bytes, and %,d are allowed"
                            .formatted(Long.toUnsignedString(length), MOST_HEADER_BYTES));
        }
        long data = LENGTH_BYTES + length;
        if (data > file.byteSize()) {
            throw UserFacingException.badInput(
                    "it claims a header of %,d bytes, but has only %,d"
                            .formatted(length, file.byteSize()));
        }
        byte[] json = new byte[(int) length];
        MemorySegment.ofArray(json).copyFrom(file.asSlice(LENGTH_BYTES, length));
        return new SafetensorsFile(Header.parse(json, file.byteSize() - data), file.asSlice(data));
    }

    private static boolean startsWith(MemorySegment file, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return file.byteSize() >= bytes.length
                && file.asSlice(0, bytes.length).mismatch(MemorySegment.ofArray(bytes)) == -1;
    }

    private SafetensorsFile(Header header, MemorySegment data) {
        this(views(header, data), header.metadata());
    }

    private static Map<String, Tensor> views(Header header, MemorySegment data) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Header.Entry entry : header.entries()) {
            MemorySegment bytes = data.asSlice(entry.begin(), entry.end() - entry.begin());
            tensors.put(entry.name(), new Tensor(entry.type().dtype(), entry.shape(), bytes));
        }
        return Collections.unmodifiableMap(tensors);
    }

    /**
     * Writes the tensors in their order, whole or not at all. A file that the format's own library
     * wrote comes out with the same bytes.
     *
     * @throws UserFacingException if the disk is full or the place cannot be written
     */
    public void write(Path path) {
        WholeFile.write(path, this::fill);
    }

    private void fill(Path path) throws IOException {
        try (FileChannel channel =
                FileChannel.open(
                        path,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            byte[] header = header();
            ByteBuffer head =
                    ByteBuffer.allocate(LENGTH_BYTES + header.length)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .putLong(header.length)
                            .put(header)
                            .flip();
            write(channel, head);
            for (Tensor tensor : tensors.values()) {
                write(channel, tensor.data());
            }
        }
    }

    /** The JSON, padded so that the data begin at a multiple of eight bytes. */
    private byte[] header() {
        ObjectNode header = JsonNodeFactory.instance.objectNode();
        if (!metadata.isEmpty()) {
            ObjectNode texts = header.putObject("__metadata__");
            metadata.forEach(texts::put);
        }
        long at = 0;
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            long end = at + entry.getValue().data().byteSize();
            describe(header.putObject(entry.getKey()), entry.getValue(), at, end);
            at = end;
        }
        String json = JsonMapper.shared().writeValueAsString(header);
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        int padded = Math.ceilDiv(bytes.length, Long.BYTES) * Long.BYTES;
        byte[] result = Arrays.copyOf(bytes, padded);
        Arrays.fill(result, bytes.length, padded, (byte) ' ');
        return result;
    }

    private static void describe(ObjectNode into, Tensor tensor, long begin, long end) {
        into.put("dtype", ElementType.of(tensor.dtype()).name());
        ArrayNode shape = into.putArray("shape");
        for (long dim : tensor.shape().dims()) {
            shape.add(dim);
        }
        into.putArray("data_offsets").add(begin).add(end);
    }

    private static void write(FileChannel channel, MemorySegment bytes) throws IOException {
        for (long at = 0; at < bytes.byteSize(); at += CHUNK) {
            long length = Math.min(CHUNK, bytes.byteSize() - at);
            write(channel, bytes.asSlice(at, length).asByteBuffer());
        }
    }

    private static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
