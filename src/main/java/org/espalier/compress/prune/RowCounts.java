package org.espalier.compress.prune;

import java.util.Arrays;

/**
 * How many weights each row of a layer loses.
 *
 * @param note what the user should know; empty if nothing
 */
record RowCounts(int[] counts, String note) {
    /** The same for every row. */
    static RowCounts fixed(int rows, int count) {
        int[] counts = new int[rows];
        Arrays.fill(counts, count);
        return new RowCounts(counts, "");
    }

    int ofRow(int row) {
        return counts[row];
    }
}
