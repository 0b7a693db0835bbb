package org.espalier.analyze;

import org.espalier.tensor.Tensor;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over the parts that a cell's damage depends on, each with its length before it. */
final class CellKey {
    /** Bytes that fit a buffer. */
    private static final long SLICE = 1 << 30;

    private final MessageDigest digest;

    CellKey() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    CellKey add(String part) {
        return add(part.getBytes(StandardCharsets.UTF_8));
    }

    CellKey add(Tensor tensor) {
        add(tensor.toString());
        for (long from = 0; from < tensor.data().byteSize(); from += SLICE) {
            long size = Math.min(SLICE, tensor.data().byteSize() - from);
            digest.update(tensor.data().asSlice(from, size).asByteBuffer());
        }
        return this;
    }

    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private CellKey add(byte[] bytes) {
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
        return this;
    }
}
