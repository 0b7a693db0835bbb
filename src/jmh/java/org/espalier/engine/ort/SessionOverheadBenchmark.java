package org.espalier.engine.ort;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;

import org.espalier.engine.Device;
import org.espalier.engine.Program;
import org.espalier.engine.Session;
import org.espalier.measure.ProbeInput;
import org.espalier.model.Network;
import org.espalier.model.format.OnnxReader;
import org.espalier.tensor.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
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

/** A run through our session against a run of a bare session of the file, same threads. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class SessionOverheadBenchmark {
    private static final int THREADS = 2;
    private static final Path MODEL = Path.of("samples/fashion-resnet14/fashion-resnet14.onnx");

    @Param({"1", "64"})
    public int batch;

    private final Network network = OnnxReader.read(MODEL);
    private Map<String, Tensor> input = Map.of();
    private Map<String, OnnxTensor> views = Map.of();
    private Session session = open();
    private ai.onnxruntime.OrtSession bare = openBare();

    @Setup
    public void fill() throws OrtException {
        input = new ProbeInput(network, batch, 0).tensors();
        Feeds feeds = new Feeds(OrtEngineFactory.environment(), List.copyOf(input.keySet()));
        views = feeds.of(input);
    }

    @Benchmark
    public Object ours() {
        return session.run(input);
    }

    @Benchmark
    public void bare() throws OrtException {
        bare.run(views).close();
    }

    @TearDown(Level.Trial)
    public void close() throws OrtException {
        session.close();
        bare.close();
    }

    private Session open() {
        return new OrtEngineFactory().create(Device.CPU, THREADS).open(Program.whole(network));
    }

    private static ai.onnxruntime.OrtSession openBare() {
        try {
            return new OrtModels(OrtEngineFactory.environment(), THREADS).create(MODEL);
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }
}
