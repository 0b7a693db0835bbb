package org.espalier.report.graph;

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

import java.util.concurrent.TimeUnit;

/**
 * The first layout of 1,502 boxes in a new process, as when a large model is opened (the promise is
 * 2 s): from nothing, and after what the window does ahead while a model is read.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(value = 5, jvmArgsAppend = "-Xmx1g")
public class GraphBenchmark {
    private static final int BLOCKS = 500;

    /** A process in which a layout has been made ready. */
    @State(Scope.Benchmark)
    public static class Ready {
        /** As the window does. */
        @Setup
        public void warmUp() {
            LayeredLayout.warmUp();
        }
    }

    /** In a process that has just begun. */
    @Benchmark
    public GraphLayout fromNothing() {
        return LayeredLayout.of(Boxes.residual(BLOCKS), () -> false);
    }

    /** As the window opens it. */
    @Benchmark
    public GraphLayout ready(Ready ready) {
        return LayeredLayout.of(Boxes.residual(BLOCKS), () -> false);
    }
}
