package org.espalier.compress;

import org.espalier.base.Progress;
import org.espalier.compress.prune.Alps;
import org.espalier.compress.prune.AlpsParams;
import org.espalier.compress.prune.SparseGpt;
import org.espalier.compress.prune.SparseGptParams;
import org.espalier.model.Carried;
import org.espalier.model.Graph;
import org.espalier.model.Layer;
import org.espalier.model.LayerId;
import org.espalier.model.MatrixLayout;
import org.espalier.model.ModelMetadata;
import org.espalier.model.Network;
import org.espalier.model.Node;
import org.espalier.model.Weight;
import org.espalier.tensor.DType;
import org.espalier.tensor.LinearAlgebra;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
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
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * SparseGPT, unstructured and 2:4, and ALPS on a square layer whose Gram matrix is known, against a
 * plain product of matrices of the same size.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ReconstructionBenchmark {
    @Param({"768", "2048", "4096"})
    public int size;

    private final LinearAlgebra algebra =
            new Nd4jLinearAlgebra(Runtime.getRuntime().availableProcessors());
    private final SparseGpt method = new SparseGpt(algebra);
    private final Alps alps = new Alps(algebra);
    private CompressionTask<SparseGptParams> half = task(1, new Target.Sparsity(0.5));
    private CompressionTask<SparseGptParams> pattern = half;
    private Tensor product = Tensor.of(Shape.of(0), new float[0]);

    @Setup
    public void fill() {
        half = task(size, new Target.Sparsity(0.5));
        pattern = task(size, new Target.NM(2, 4));
        product = Tensor.zeros(DType.FLOAT32, Shape.of(size, size));
    }

    @Benchmark
    public CompressionResult half() {
        return method.apply(half, Progress.NONE);
    }

    @Benchmark
    public CompressionResult twoOfFour() {
        return method.apply(pattern, Progress.NONE);
    }

    @Benchmark
    public CompressionResult alpsHalf() {
        return alps.apply(
                new CompressionTask<>(
                        half.network(),
                        half.layers(),
                        AlpsParams.DEFAULT,
                        half.targets(),
                        half.statistics()),
                Progress.NONE);
    }

    @Benchmark
    public Tensor plainProduct() {
        Tensor weight = half.network().weight("w");
        algebra.multiply(weight, weight, product);
        return product;
    }

    private CompressionTask<SparseGptParams> task(int n, Target target) {
        Layer layer = layer(n);
        Tensor inputs = gaussian(2 * n, n);
        Tensor gram = Tensor.zeros(DType.FLOAT32, Shape.of(n, n));
        algebra.addGram(inputs, gram);
        algebra.mirror(gram);
        Weight weight = new Weight("w", gaussian(n, n), Weight.Storage.INITIALIZER);
        Graph graph =
                new Graph("g", List.of(), List.of(), List.of(), Map.of("w", weight), Map.of());
        ModelMetadata metadata = new ModelMetadata(8, Map.of("", 17L), "", "", "", 0, "", Map.of());
        return new CompressionTask<>(
                new Network(metadata, graph, Carried.NOTHING),
                List.of(layer),
                SparseGptParams.DEFAULT,
                Map.of(layer.id(), target),
                Map.of(layer.id(), new LayerStatistics(2L * n, new double[n], List.of(gram))));
    }

    private static Tensor gaussian(int rows, int columns) {
        Random random = new Random(1);
        Tensor tensor = Tensor.zeros(DType.FLOAT32, Shape.of(rows, columns));
        for (long i = 0; i < tensor.count(); i++) {
            tensor.setDouble(i, random.nextGaussian());
        }
        return tensor;
    }

    private static Layer layer(int n) {
        return new Layer(
                new LayerId("a"),
                new Node("a", "Gemm", "", List.of("x", "w"), List.of("y"), Map.of(), ""),
                "x",
                "y",
                "w",
                Shape.of(n, n),
                new MatrixLayout(n, n, n, 1, 1),
                null,
                n,
                List.of(),
                List.of(),
                -1);
    }
}
