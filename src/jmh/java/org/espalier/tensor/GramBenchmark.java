package org.espalier.tensor;

import org.espalier.compress.LayerStatistics.Kind;
import org.espalier.compress.statistics.InputView;
import org.espalier.compress.statistics.StatisticsCollector;
import org.espalier.tensor.nd4j.Nd4jLinearAlgebra;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * The statistics of a layer's input, Gram matrix and norms, against the plain product X^T X of the
 * same size.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class GramBenchmark {
    private static final int TOKENS = 2048;

    @Param({"768", "3072"})
    public int features;

    private final LinearAlgebra algebra =
            new Nd4jLinearAlgebra(Runtime.getRuntime().availableProcessors());
    private Tensor rows = Tensor.of(Shape.of(0), new float[0]);
    private Tensor columns = rows;
    private Tensor product = rows;
    private StatisticsCollector collector = collector(Kind.GRAM);

    @Setup
    public void fill() {
        Random random = new Random(1);
        float[] values = new float[TOKENS * features];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        rows = Tensor.of(Shape.of(TOKENS, features), values);
        columns = Tensor.of(Shape.of(features, TOKENS), values);
        product = Tensor.zeros(DType.FLOAT32, Shape.of(features, features));
        collector = collector(Kind.GRAM);
    }

    @Benchmark
    public void statistics() {
        collector.add(rows, null);
    }

    @Benchmark
    public Tensor plainProduct() {
        algebra.multiply(columns, rows, product);
        return product;
    }

    private StatisticsCollector collector(Kind kind) {
        return new InputView("x", List.of(), Math.max(1, features), 1).collector(kind, algebra);
    }
}
