package org.espalier.analyze;

import org.espalier.base.Progress;
import org.espalier.compress.LayerStatistics;
import org.espalier.compress.LayerStatistics.Kind;
import org.espalier.data.Dataset;
import org.espalier.data.Datasets;
import org.espalier.engine.Device;
import org.espalier.engine.Engine;
import org.espalier.engine.Program;
import org.espalier.engine.Session;
import org.espalier.engine.ort.OrtEngineFactory;
import org.espalier.model.LayerId;
import org.espalier.model.Layers;
import org.espalier.model.Network;
import org.espalier.model.format.OnnxReader;
import org.espalier.tensor.nd4j.Nd4jLinearAlgebra;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Calibration of the CNN sample on 1024 images, against a plain forward pass over the same. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class CalibrationBenchmark {
    private static final Path SAMPLE = Path.of("samples/fashion-resnet14");

    private final int threads = Runtime.getRuntime().availableProcessors();
    private final Path model = SAMPLE.resolve("fashion-resnet14.onnx");
    private final Network network = OnnxReader.read(model);
    private final Dataset data =
            Datasets.limit(
                    Datasets.open(SAMPLE.resolve("train3k-images-idx3-ubyte.gz"), network, model),
                    1024);
    private final Engine engine = new OrtEngineFactory().create(Device.CPU, threads);
    private final Calibrator calibrator = new Calibrator(new Nd4jLinearAlgebra(threads));

    @Benchmark
    public long forward() {
        long values = 0;
        try (Session session = engine.open(Program.whole(network))) {
            for (int[] indices : data.batches(64)) {
                values += session.run(data.batch(indices).inputs()).size();
            }
        }
        return values;
    }

    @Benchmark
    public Map<LayerId, LayerStatistics> norms() {
        return calibrate(Kind.NORMS);
    }

    @Benchmark
    public Map<LayerId, LayerStatistics> grams() {
        return calibrate(Kind.GRAM);
    }

    private Map<LayerId, LayerStatistics> calibrate(Kind kind) {
        return calibrator.calibrate(network, Layers.of(network), data, kind, engine, Progress.NONE);
    }
}
