package org.espalier.report.graph;

/**
 * Blocks of boxes that follow each other and compute the same.
 *
 * @param start place of the first box of the first block
 * @param period boxes in a block
 * @param count blocks
 */
record Repeat(int start, int period, int count) {
    int end() {
        return start + period * count;
    }

    boolean contains(int box) {
        return box >= start && box < end();
    }

    int block(int box) {
        return (box - start) / period;
    }

    /** Boxes that folding takes away. */
    int saved() {
        return period * count - 1;
    }
}
