package org.espalier.job.work;

import org.espalier.analyze.BlockInfluence.Influence;
import org.espalier.analyze.BlockStream;
import org.espalier.analyze.BlockWork;
import org.espalier.analyze.Calibrator;
import org.espalier.base.Progress;
import org.espalier.compress.LayerStatistics.Kind;
import org.espalier.compress.MethodCatalog;
import org.espalier.compress.prune.Alps;
import org.espalier.compress.prune.SparseGpt;
import org.espalier.compress.prune.Wanda;
import org.espalier.data.Batch;
import org.espalier.data.Dataset;
import org.espalier.engine.Device;
import org.espalier.engine.Engine;
import org.espalier.engine.ort.OrtEngineFactory;
import org.espalier.model.Block;
import org.espalier.model.BlockRemoval.Span;
import org.espalier.model.Network;
import org.espalier.model.checkpoint.CheckpointReader;
import org.espalier.recipe.Recipe;
import org.espalier.recipe.RecipePipeline;
import org.espalier.recipe.RecipeReader;
import org.espalier.tensor.LinearAlgebra;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.espalier.tensor.nd4j.Nd4jLinearAlgebra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * Prunes a checkpoint in a process whose heap is of one size throughout, and prints the estimate
 * and how much memory that the system cannot take back the process took more than before, in bytes.
 */
final class MemoryOfPruning {
    private static final int SAMPLES = 8;
    private static final int WINDOW = 256;
    private static final int PAGE = 4096;

    private final LinearAlgebra algebra = new Nd4jLinearAlgebra(2);
    private final Engine engine = new OrtEngineFactory().create(Device.CPU, 2);
    private final MethodCatalog methods =
            new MethodCatalog(List.of(new Wanda(), new SparseGpt(algebra), new Alps(algebra)));
    private final Recipe recipe;
    private volatile boolean ended;
    private volatile long peak;

    private MemoryOfPruning(String method) {
        recipe =
                new RecipeReader(methods)
                        .read(
                                "espalier: 1\nsteps:\n  - prune: {method: %s, sparsity: 0.5}\n"
                                        .formatted(method));
    }

    public static void main(String[] args) throws Exception {
        MemoryOfPruning pruning = new MemoryOfPruning(args[0]);
        Path folder = Path.of(args[1]);
        pruning.prune(CheckpointReader.read(Path.of(args[2])), folder.resolve("first"));
        Network network = CheckpointReader.read(folder.resolve("model"));
        System.gc();
        long before = taken();
        Thread watch = new Thread(pruning::watch);
        watch.start();
        long estimate = pruning.prune(network, folder.resolve("steps"));
        pruning.ended = true;
        watch.join();
        System.out.printf("%d %d%n", estimate, pruning.peak - before);
    }

    private void watch() {
        while (!ended) {
            peak = Math.max(peak, taken());
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Resident pages that are not of a file. */
    private static long taken() {
        try {
            String[] pages = Files.readString(Path.of("/proc/self/statm")).split(" ");
            return PAGE * (Long.parseLong(pages[1]) - Long.parseLong(pages[2]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the estimate. */
    private long prune(Network network, Path job) throws IOException {
        Dataset data = new RandomTokens();
        RecipePipeline pipeline = new RecipePipeline(methods, new Calibration(data));
        StepFiles steps = new StepFiles(Files.createDirectories(job));
        RecipePipeline.Part part = pipeline.parts(network, recipe, steps).getFirst();
        BlockStream stream =
                new BlockStream(new Calibrator(algebra), engine, data, part.statistics());
        long estimate =
                MemoryEstimate.of(
                                stream.sizes(network, part.blocks()),
                                part.blocks(),
                                part.statistics(),
                                part.working())
                        .bytes();
        pipeline.run(network, recipe, steps, phase -> Progress.NONE);
        return estimate;
    }

    private final class Calibration implements RecipePipeline.Calibration {
        private final Dataset data;

        Calibration(Dataset data) {
            this.data = data;
        }

        @Override
        public Network stream(
                Network network, List<Block> blocks, Kind kind, BlockWork work, Progress progress) {
            return new BlockStream(new Calibrator(algebra), engine, data, kind)
                    .run(network, blocks, work, progress);
        }

        @Override
        public List<Influence> influences(
                Network network, List<Block> blocks, List<Span> spans, Progress progress) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class RandomTokens implements Dataset {
        @Override
        public String name() {
            return "random tokens";
        }

        @Override
        public int size() {
            return SAMPLES;
        }

        @Override
        public List<String> classes() {
            return List.of();
        }

        @Override
        public int window() {
            return WINDOW;
        }

        @Override
        public String fingerprint() {
            return "";
        }

        @Override
        public Batch batch(int[] indices) {
            long[] ids =
                    new Random(indices[0]).longs((long) indices.length * WINDOW, 0, 64).toArray();
            return new Batch(
                    Map.of("input_ids", Tensor.of(Shape.of(indices.length, WINDOW), ids)),
                    new int[0]);
        }
    }
}
