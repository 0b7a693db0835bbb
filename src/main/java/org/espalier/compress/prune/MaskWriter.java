package org.espalier.compress.prune;

import org.espalier.compress.Mask;

import java.util.BitSet;

/**
 * Writes the mask of one layer, 64 columns at a time. Rows of different blocks may be written at
 * once.
 */
final class MaskWriter {
    private final int rows;
    private final int columns;
    private final long[] words;

    MaskWriter(ScoreMatrix scores) {
        this.rows = scores.rows();
        this.columns = scores.columns();
        this.words = new long[Math.toIntExact(((long) rows * columns + 63) / 64)];
    }

    /** Prunes a row as its cut says. */
    void cut(int row, int[] keys, int from, Cut cut) {
        long at = (long) row * columns;
        for (int start = 0; start < columns; start += Long.SIZE) {
            int count = Math.min(Long.SIZE, columns - start);
            put(at + start, below(keys, from + start, count, cut.key()));
        }
        long ties = cut.ties();
        for (int i = 0; ties > 0; i++) {
            if (keys[from + i] == cut.key()) {
                put(at + i, 1);
                ties--;
            }
        }
    }

    /** Prunes the {@code n} smallest of every {@code m} columns of a row; a tail stays dense. */
    void groups(int row, int[] keys, int from, int n, int m) {
        long at = (long) row * columns;
        for (int start = 0; start + m <= columns; start += m) {
            put(at + start, smallest(keys, from + start, n, m));
        }
    }

    /** The finished mask. */
    Mask mask() {
        return new Mask(rows, columns, BitSet.valueOf(words));
    }

    private static long below(int[] keys, int from, int count, int key) {
        long bits = 0;
        for (int i = 0; i < count; i++) {
            bits |= (long) ((keys[from + i] - key) >>> 31) << i;
        }
        return bits;
    }

    /**
     * Which of m keys are the n smallest, as bits. An element is among them if fewer than n come
     * before it; the lower index wins.
     */
    static long smallest(int[] keys, int from, int n, int m) {
        long bits = 0;
        for (int i = 0; i < m; i++) {
            int rank = 0;
            for (int j = 0; j < m; j++) {
                int limit = j < i ? keys[from + i] + 1 : keys[from + i];
                rank += (keys[from + j] - limit) >>> 31;
            }
            bits |= (rank < n ? 1L : 0L) << i;
        }
        return bits;
    }

    private void put(long at, long bits) {
        int word = (int) (at >>> 6);
        int shift = (int) (at & 63);
        words[word] |= bits << shift;
        long rest = shift == 0 ? 0 : bits >>> (Long.SIZE - shift);
        if (rest != 0) {
            words[word + 1] |= rest;
        }
    }
}
