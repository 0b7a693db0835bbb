package org.espalier.model.format;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Bytes in pieces, wherever each lies, to be written one after the other. */
final class Rope {
    private static final int BUFFER = 1 << 20;

    private final List<MemorySegment> pieces = new ArrayList<>();
    private long size;

    Rope add(MemorySegment piece) {
        pieces.add(piece);
        size += piece.byteSize();
        return this;
    }

    Rope add(Rope other) {
        pieces.addAll(other.pieces);
        size += other.size;
        return this;
    }

    /** Number of bytes. */
    long size() {
        return size;
    }

    /** Writes all pieces to a new file. */
    void writeTo(Path path) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path), BUFFER)) {
            writeTo(out);
        }
    }

    /** Writes all pieces. */
    void writeTo(OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (MemorySegment piece : pieces) {
            for (long at = 0; at < piece.byteSize(); at += BUFFER) {
                int length = (int) Math.min(BUFFER, piece.byteSize() - at);
                MemorySegment.copy(piece, ValueLayout.JAVA_BYTE, at, buffer, 0, length);
                out.write(buffer, 0, length);
            }
        }
    }

    /** All pieces as one array; the size must be below 2 GB. */
    byte[] toBytes() {
        byte[] bytes = new byte[Math.toIntExact(size)];
        int at = 0;
        for (MemorySegment piece : pieces) {
            int length = (int) piece.byteSize();
            MemorySegment.copy(piece, ValueLayout.JAVA_BYTE, 0, bytes, at, length);
            at += length;
        }
        return bytes;
    }
}
