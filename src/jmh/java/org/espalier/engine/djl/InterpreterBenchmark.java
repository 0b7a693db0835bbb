package org.espalier.engine.djl;

import org.espalier.data.Npz;
import org.espalier.engine.Device;
import org.espalier.engine.EngineFactory;
import org.espalier.engine.Program;
import org.espalier.engine.Session;
import org.espalier.engine.ort.OrtEngineFactory;
import org.espalier.model.Network;
import org.espalier.model.format.Samples;
import org.espalier.tensor.DType;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * A forward pass of each sample in both engines, on two threads: the CNN on 64 images, the encoder
 * on 8 texts of 128 tokens. The interpreter shall take at most 1.7 and 1.3 times as long.
 *
 * <p>The allocator's environment of the main job has to be set: MALLOC_MMAP_THRESHOLD_=1073741824
 * MALLOC_TRIM_THRESHOLD_=8589934592.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class InterpreterBenchmark {
    private static final int TEXTS = 8;
    private static final int TOKENS = 128;
    private static final Path IMAGES =
            Path.of("src/test/resources/models/fashion-resnet14-reference.npz");

    /** Which sample. */
    @Param({"cnn", "encoder"})
    public String model = "cnn";

    /** Which engine. */
    @Param({"ort", "djl"})
    public String engine = "ort";

    private Session session;
    private Map<String, Tensor> feeds;

    /** Opens the model. */
    @Setup
    public void open() {
        boolean cnn = model.equals("cnn");
        Network network = cnn ? Samples.cnn() : Samples.miniLm();
        feeds = cnn ? Map.of("image", Npz.read(IMAGES).array("image")) : texts();
        EngineFactory factory =
                engine.equals("ort") ? new OrtEngineFactory() : new DjlEngineFactory();
        session = factory.create(Device.CPU, 2).open(Program.whole(network));
    }

    private static Map<String, Tensor> texts() {
        Shape shape = Shape.of(TEXTS, TOKENS);
        long[] ids = new Random(7).longs(TEXTS * TOKENS, 1000, 30000).toArray();
        long[] mask = java.util.stream.LongStream.generate(() -> 1).limit(ids.length).toArray();
        return Map.of(
                "input_ids", Tensor.of(shape, ids),
                "attention_mask", Tensor.of(shape, mask),
                "token_type_ids", Tensor.zeros(DType.INT64, shape));
    }

    /** One batch. */
    @Benchmark
    public Map<String, Tensor> forward() {
        return session.run(feeds);
    }

    /** Frees the model. */
    @TearDown
    public void close() {
        session.close();
    }
}
