package org.espalier.analyze;

import org.espalier.compress.Mask;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over the parts that a cell's damage depends on, each with its length before it. */
final class CellKey {
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

    CellKey add(Mask mask) {
        byte[] bits = new byte[(int) (((long) mask.rows() * mask.columns() + 7) / 8)];
        for (int row = 0, i = 0; row < mask.rows(); row++) {
            for (int column = 0; column < mask.columns(); column++, i++) {
                if (mask.prunes(row, column)) {
                    bits[i >> 3] |= (byte) (1 << (i & 7));
                }
            }
        }
        return add(bits);
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
