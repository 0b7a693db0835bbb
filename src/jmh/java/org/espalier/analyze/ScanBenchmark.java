package org.espalier.analyze;

import org.espalier.base.Progress;
import org.espalier.compress.prune.Magnitude;
import org.espalier.data.Dataset;
import org.espalier.data.Datasets;
import org.espalier.engine.Device;
import org.espalier.engine.Engine;
import org.espalier.engine.Program;
import org.espalier.engine.Session;
import org.espalier.engine.djl.DjlEngineFactory;
import org.espalier.engine.ort.OrtEngineFactory;
import org.espalier.model.Layers;
import org.espalier.model.Network;
import org.espalier.model.format.OnnxReader;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A cell of the measured table on the CNN sample against a whole pass of the model, in milliseconds
 * a cell. The scan counts all that it does: the pass up to the cuts, making sessions, and scoring.
 * The whole passes run in sessions made before.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 5)
@Fork(1)
public class ScanBenchmark {
    private static final int LAYERS = 16;
    private static final double[] SPARSITIES = {0.3, 0.5, 0.6, 0.7, 0.8, 0.9};
    private static final int CELLS = LAYERS * 6;
    private static final int BATCH = 64;

    /** Samples of each cell. */
    @Param({"512"})
    public int samples;

    private final Network network =
            OnnxReader.read(Path.of("samples/fashion-resnet14/fashion-resnet14.onnx"));
    private final int threads = Runtime.getRuntime().availableProcessors();
    private final Engine runtime = new OrtEngineFactory().create(Device.CPU, threads);
    private final Engine interpreter = new DjlEngineFactory().create(Device.CPU, threads);
    private final Session runtimePass = runtime.open(Program.whole(network));
    private final Session interpreterPass = interpreter.open(Program.whole(network));
    private Dataset data = Datasets.open(Path.of("samples/fashion-resnet14#t10k"), network);

    /** Takes the samples. */
    @Setup
    public void takeSamples() {
        data = Datasets.limit(data, samples);
    }

    /** Frees the sessions. */
    @TearDown
    public void close() {
        runtimePass.close();
        interpreterPass.close();
    }

    /** The measured table of all layers and six sparsities. */
    @Benchmark
    @OperationsPerInvocation(CELLS)
    public SensitivityTable cell() {
        ScanRequest request =
                new ScanRequest(
                        network,
                        Layers.of(network),
                        new Magnitude(),
                        Map.of(),
                        SPARSITIES,
                        List.of());
        return new MeasuredScan(runtime, CellStore.NONE, new MeasuredScan.Options(BATCH, 1L << 30))
                .run(
                        request,
                        new MeasuredScan.Reference("cnn", data, null),
                        (layer, sparsity, damage) -> {},
                        Progress.NONE);
    }

    /** A whole pass in ONNX Runtime. */
    @Benchmark
    public int wholePassInOnnxRuntime() {
        return pass(runtimePass);
    }

    /** A whole pass in PyTorch. */
    @Benchmark
    public int wholePassInPyTorch() {
        return pass(interpreterPass);
    }

    private int pass(Session session) {
        List<int[]> batches = data.batches(BATCH);
        int fetched = 0;
        for (int[] indices : batches) {
            fetched += session.run(data.batch(indices).inputs()).size();
        }
        return fetched;
    }
}
