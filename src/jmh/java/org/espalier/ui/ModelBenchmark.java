package org.espalier.ui;

import org.espalier.model.MatrixLayout;
import org.espalier.report.Figure;
import org.espalier.report.MatrixWindow;
import org.espalier.report.Palette;
import org.espalier.report.WeightMode;
import org.espalier.report.WeightPyramid;
import org.espalier.report.WeightSource;
import org.espalier.tensor.DType;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * The weight map of a 4096 x 4096 layer: first seen (the promise is 150 ms), then panned and zoomed
 * (16 ms a frame).
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
public class ModelBenchmark {
    private static final int SIDE = 4096;
    private static final int PIXELS = 300;
    private static final MatrixWindow WHOLE = MatrixWindow.whole(SIDE, SIDE);

    private final Tensor weight = weight();
    private final MatrixLayout byRow = new MatrixLayout(SIDE, SIDE, SIDE, 1, 1);
    private final MatrixLayout byColumn = new MatrixLayout(SIDE, SIDE, 1, SIDE, 1);
    private final WeightPyramid known = new WeightPyramid(source(byRow));
    private MatrixWindow near = WHOLE.zoomed(6, 0, 0, WHOLE);

    private static Tensor weight() {
        Tensor tensor = Tensor.zeros(DType.FLOAT32, Shape.of(SIDE, SIDE));
        Random random = new Random(7);
        for (long i = 0; i < tensor.count(); i++) {
            tensor.setDouble(i, random.nextGaussian());
        }
        return tensor;
    }

    private WeightSource source(MatrixLayout layout) {
        return WeightSource.of(weight, layout, WeightMode.ABSOLUTE);
    }

    private static Figure paint(WeightPyramid pyramid, MatrixWindow view) {
        return pyramid.tile(view, PIXELS, PIXELS).figure(view, PIXELS, PIXELS, null, Palette.LIGHT);
    }

    /** All of it for the first time. */
    @Benchmark
    public Figure first() {
        return paint(new WeightPyramid(source(byRow)), WHOLE);
    }

    /** The same of a layer that is stored by columns. */
    @Benchmark
    public Figure firstByColumn() {
        return paint(new WeightPyramid(source(byColumn)), WHOLE);
    }

    /** What both are compared with: reading every weight once, one by one, on one thread. */
    @Benchmark
    public double plainPass() {
        double sum = 0;
        for (long i = 0; i < weight.count(); i++) {
            sum += Math.abs(weight.floatAt(i));
        }
        return sum;
    }

    /** A frame of a drag, in the finest level that is not kept. */
    @Benchmark
    public Figure pan() {
        near = near.left() > 2000 ? WHOLE.zoomed(6, 0, 0, WHOLE) : near.moved(0.01, 0.01, WHOLE);
        return paint(known, near);
    }

    /** A frame in which a turn of the wheel shows a quarter of the matrix or all of it. */
    @Benchmark
    public Figure zoom() {
        near = near.rows() > SIDE / 2.0 ? WHOLE.zoomed(2, 0.5, 0.5, WHOLE) : WHOLE;
        return paint(known, near);
    }
}
