package org.espalier.compress.prune;

import org.espalier.compress.Mask;
import org.espalier.compress.prune.ScoreMatrix.RowVisitor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One cut through all keys of one or several layers, found by two passes of counting: first the
 * upper half of the bits, then the lower half of those that fall where the cut is. Needs memory for
 * the counts alone, however many weights there are.
 */
final class CommonCut {
    private static final int BITS = 16;
    private static final int LOW_BITS = 31 - BITS;

    private CommonCut() {}

    /**
     * The masks that prune the {@code count} smallest keys of all matrices, as {@link #through}
     * cuts them.
     */
    static List<Mask> masks(List<ScoreMatrix> matrices, long count) {
        List<Cut[]> cuts = through(matrices, count);
        return IntStream.range(0, matrices.size())
                .mapToObj(i -> mask(matrices.get(i), cuts.get(i)))
                .toList();
    }

    private static Mask mask(ScoreMatrix matrix, Cut[] cuts) {
        MaskWriter writer = new MaskWriter(matrix);
        matrix.visitRows(() -> (row, keys, from) -> writer.cut(row, keys, from, cuts[row]));
        return writer.mask();
    }

    /**
     * Cuts off the {@code count} smallest keys of all matrices; ties go to the earlier layer, then
     * the earlier row, then the earlier column.
     *
     * @return for each matrix the cut of each of its rows
     */
    static List<Cut[]> through(List<ScoreMatrix> matrices, long count) {
        long[] high = histogram(matrices, Integer.MIN_VALUE, LOW_BITS);
        Bin coarse = Bin.holding(high, count);
        long[] low = histogram(matrices, coarse.index(), 0);
        Bin fine = Bin.holding(low, count - coarse.below());
        int key = coarse.index() << LOW_BITS | fine.index();
        long ties = count - coarse.below() - fine.below();
        boolean every = ties == fine.size();
        List<Cut[]> cuts = new ArrayList<>();
        for (ScoreMatrix matrix : matrices) {
            if (every || ties == 0) {
                cuts.add(filled(matrix.rows(), new Cut(every ? key + 1 : key, 0)));
            } else {
                ties -= allot(matrix, key, ties, cuts);
            }
        }
        return cuts;
    }

    private static Cut[] filled(int rows, Cut cut) {
        Cut[] cuts = new Cut[rows];
        Arrays.fill(cuts, cut);
        return cuts;
    }

    private static long allot(ScoreMatrix matrix, int key, long ties, List<Cut[]> into) {
        int[] equal = new int[matrix.rows()];
        matrix.visitRows(
                () ->
                        (row, keys, from) -> {
                            int found = 0;
                            for (int i = from; i < from + matrix.columns(); i++) {
                                found += keys[i] == key ? 1 : 0;
                            }
                            equal[row] = found;
                        });
        Cut[] cuts = new Cut[matrix.rows()];
        long left = ties;
        for (int row = 0; row < cuts.length; row++) {
            cuts[row] = new Cut(key, Math.min(left, equal[row]));
            left -= cuts[row].ties();
        }
        into.add(cuts);
        return ties - left;
    }

    private static long[] histogram(List<ScoreMatrix> matrices, int upper, int shift) {
        long[] total = new long[1 << BITS];
        for (ScoreMatrix matrix : matrices) {
            List<Counter> counters = matrix.visitRows(() -> new Counter(matrix, upper, shift));
            for (Counter counter : counters) {
                for (int i = 0; i < total.length; i++) {
                    total[i] += counter.counts[i];
                }
            }
        }
        return total;
    }

    /** Counts keys by some of their bits, all keys or those alone with given upper bits. */
    private static final class Counter implements RowVisitor {
        private final int columns;
        private final int upper;
        private final int shift;
        private final int[] counts = new int[1 << BITS];

        Counter(ScoreMatrix matrix, int upper, int shift) {
            this.columns = matrix.columns();
            this.upper = upper;
            this.shift = shift;
        }

        @Override
        public void visit(int row, int[] keys, int from) {
            for (int i = from; i < from + columns; i++) {
                if (upper < 0) {
                    counts[keys[i] >>> shift]++;
                } else if (keys[i] >>> LOW_BITS == upper) {
                    counts[keys[i] & (1 << LOW_BITS) - 1]++;
                }
            }
        }
    }

    /** The bin in which the key number {@code count} lies, and how many lie in bins before it. */
    private record Bin(int index, long below, long size) {
        static Bin holding(long[] histogram, long count) {
            long below = 0;
            int index = 0;
            while (index < histogram.length - 1 && below + histogram[index] < count) {
                below += histogram[index++];
            }
            return new Bin(index, below, histogram[index]);
        }
    }
}
