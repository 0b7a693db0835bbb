package org.espalier.compress.statistics;

import org.espalier.compress.LayerStatistics;
import org.espalier.compress.LayerStatistics.Kind;
import org.espalier.tensor.DType;
import org.espalier.tensor.LinearAlgebra;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Statistics of a convolution's input: every unfolded patch is a token.
 *
 * <p>Norms do not need the patches: squares are summed over the samples into one map, from which
 * each kernel element takes what its window passes. Gram matrices are summed over patches unfolded
 * in bounded pieces, one group at a time.
 */
final class PatchCollector implements StatisticsCollector {
    private static final int LARGEST_PIECE = 8 << 20;

    private final InputView view;
    private final LinearAlgebra algebra;
    private final double[] sumSquares;
    private final List<Tensor> grams;
    private int[] sizes = {};
    private PatchIndex index = new PatchIndex(new int[1][0]);
    private double[] squares = {};
    private Tensor piece = Tensor.zeros(DType.FLOAT32, Shape.of(0));
    private long tokens;

    PatchCollector(InputView view, Kind kind, LinearAlgebra algebra) {
        this.view = view;
        this.algebra = algebra;
        this.sumSquares = new double[view.columns() * view.groups()];
        Shape shape = Shape.of(view.columns(), view.columns());
        this.grams =
                Stream.generate(() -> Tensor.zeros(DType.FLOAT32, shape))
                        .limit(kind == Kind.GRAM ? view.groups() : 0)
                        .toList();
    }

    @Override
    public void add(Tensor input, @Nullable Tensor mask) {
        Tensor values = input.cast(DType.FLOAT32);
        long[] dims = values.shape().dims();
        int[] spatial = Arrays.stream(dims).skip(2).mapToInt(Math::toIntExact).toArray();
        if (!Arrays.equals(spatial, sizes)) {
            flush();
            sizes = spatial;
            index = PatchIndex.of(view.axes(), spatial);
            squares = new double[Math.toIntExact(values.count() / dims[0])];
        }
        SquareSums.add(values, squares);
        for (int group = 0; group < grams.size(); group++) {
            addGram(values, group);
        }
        tokens += dims[0] * index.places();
    }

    @Override
    public LayerStatistics finish() {
        flush();
        grams.forEach(algebra::mirror);
        return new LayerStatistics(tokens, sumSquares, grams);
    }

    /** Moves the map of squares into the sums by feature. */
    private void flush() {
        int kernel = index.kernel();
        int plane = squares.length * kernel / sumSquares.length;
        for (int feature = 0; feature < sumSquares.length && plane > 0; feature++) {
            sumSquares[feature] += index.sum(squares, feature / kernel * plane, feature % kernel);
        }
        squares = new double[0];
        sizes = new int[0];
    }

    private void addGram(Tensor values, int group) {
        long patches = values.shape().dim(0) * index.places();
        int largest = Math.max(1, LARGEST_PIECE / view.columns());
        for (long first = 0; first < patches; first += largest) {
            int count = (int) Math.min(largest, patches - first);
            algebra.addGramOfColumns(unfold(values, group, first, count), grams.get(group));
        }
    }

    /** Patches {@code first} to {@code first + count} of all samples, as (columns, count). */
    private Tensor unfold(Tensor values, int group, long first, int count) {
        int columns = view.columns();
        long needed = (long) columns * count;
        if (piece.count() < needed) {
            piece = Tensor.zeros(DType.FLOAT32, Shape.of(needed));
        }
        Tensor target =
                new Tensor(
                        DType.FLOAT32,
                        Shape.of(columns, count),
                        piece.data().asSlice(0, needed * Float.BYTES));
        IntStream.range(0, columns)
                .parallel()
                .forEach(column -> unfoldColumn(values, group, column, first, target));
        return target;
    }

    private void unfoldColumn(Tensor values, int group, int column, long first, Tensor target) {
        int[] offsets = index.offsets()[column % index.kernel()];
        int channels = values.shape().intDim(1);
        long plane = values.count() / values.shape().dim(0) / channels;
        int channel = group * (channels / view.groups()) + column / index.kernel();
        int count = target.shape().intDim(1);
        int place = (int) (first % offsets.length);
        long start = (first / offsets.length * channels + channel) * plane;
        long to = (long) column * count * Float.BYTES;
        for (int i = 0; i < count; i++, to += Float.BYTES) {
            int offset = offsets[place];
            float value =
                    offset < 0 ? 0 : values.data().get(Tensor.F32, (start + offset) * Float.BYTES);
            target.data().set(Tensor.F32, to, value);
            if (++place == offsets.length) {
                place = 0;
                start += channels * plane;
            }
        }
    }
}
