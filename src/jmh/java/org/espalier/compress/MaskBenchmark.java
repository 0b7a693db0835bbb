package org.espalier.compress;

import org.espalier.compress.prune.Magnitude;
import org.espalier.compress.prune.Wanda;
import org.espalier.model.Layer;
import org.espalier.model.LayerId;
import org.espalier.model.MatrixLayout;
import org.espalier.model.Node;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Masks of a 4096 x 4096 layer at 50 %, against sorting each row on the same cores: with indices,
 * as a stable sort of scores does, and without them, reading the threshold off the sorted scores.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class MaskBenchmark {
    private static final int SIZE = 4096;
    private static final Target HALF = new Target.Sparsity(0.5);

    private final Layer rowMajor = layer(new MatrixLayout(SIZE, SIZE, SIZE, 1, 1));
    private final Layer transposed = layer(new MatrixLayout(SIZE, SIZE, 1, SIZE, 1));
    private final float[] norms = new float[SIZE];
    private Tensor weight = Tensor.of(Shape.of(0), new float[0]);
    private LayerStatistics statistics = new LayerStatistics(0, new double[0], List.of());

    @Setup
    public void fill() {
        Random random = new Random(1);
        float[] values = new float[SIZE * SIZE];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        weight = Tensor.of(Shape.of(SIZE, SIZE), values);
        double[] squares = new double[SIZE];
        Arrays.setAll(squares, i -> Math.exp(2 * random.nextGaussian()));
        statistics = new LayerStatistics(1, squares, List.of());
        for (int i = 0; i < SIZE; i++) {
            norms[i] = statistics.norm(i);
        }
    }

    @Benchmark
    public Mask wanda() {
        return new Wanda()
                .mask(rowMajor, weight, statistics, HALF, org.espalier.compress.prune.Scope.ROW);
    }

    @Benchmark
    public Mask wandaTransposed() {
        return new Wanda()
                .mask(transposed, weight, statistics, HALF, org.espalier.compress.prune.Scope.ROW);
    }

    @Benchmark
    public Mask wanda24() {
        return new Wanda()
                .mask(
                        rowMajor,
                        weight,
                        statistics,
                        new Target.NM(2, 4),
                        org.espalier.compress.prune.Scope.ROW);
    }

    @Benchmark
    public Mask magnitudeOfTheLayer() {
        return new Magnitude()
                .mask(rowMajor, weight, null, HALF, org.espalier.compress.prune.Scope.LAYER);
    }

    @Benchmark
    public Mask sortEachRowWithIndices() {
        long[] words = new long[SIZE * SIZE / 64];
        IntStream.range(0, SIZE).parallel().forEach(row -> sortKeys(row, words));
        return new Mask(SIZE, SIZE, BitSet.valueOf(words));
    }

    @Benchmark
    public Mask sortEachRowWithoutIndices() {
        long[] words = new long[SIZE * SIZE / 64];
        IntStream.range(0, SIZE).parallel().forEach(row -> sortScores(row, words));
        return new Mask(SIZE, SIZE, BitSet.valueOf(words));
    }

    private void sortKeys(int row, long[] words) {
        float[] scores = scores(row);
        long[] keys = new long[SIZE];
        for (int i = 0; i < SIZE; i++) {
            keys[i] = (long) Float.floatToRawIntBits(scores[i]) << 32 | i;
        }
        Arrays.sort(keys);
        for (int i = 0; i < SIZE / 2; i++) {
            int column = (int) keys[i];
            words[row * (SIZE / 64) + column / 64] |= 1L << column;
        }
    }

    private void sortScores(int row, long[] words) {
        float[] scores = scores(row);
        float[] sorted = scores.clone();
        Arrays.sort(sorted);
        float threshold = sorted[SIZE / 2];
        for (int i = 0; i < SIZE; i++) {
            if (scores[i] < threshold) {
                words[row * (SIZE / 64) + i / 64] |= 1L << i;
            }
        }
    }

    private float[] scores(int row) {
        float[] scores = new float[SIZE];
        MemorySegment.copy(
                weight.data(), Tensor.F32, (long) row * SIZE * Float.BYTES, scores, 0, SIZE);
        for (int i = 0; i < SIZE; i++) {
            scores[i] = Math.abs(scores[i] * norms[i]);
        }
        return scores;
    }

    private static Layer layer(MatrixLayout layout) {
        Node node = new Node("fc", "Gemm", "", List.of("x", "w"), List.of("y"), Map.of(), "");
        return new Layer(
                new LayerId("fc"),
                node,
                "x",
                "y",
                "w",
                Shape.of(SIZE, SIZE),
                layout,
                null,
                SIZE,
                List.of(),
                List.of(),
                -1);
    }
}
