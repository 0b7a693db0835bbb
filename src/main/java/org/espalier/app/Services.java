package org.espalier.app;

import org.espalier.compress.MethodCatalog;
import org.espalier.compress.prune.Alps;
import org.espalier.compress.prune.Magnitude;
import org.espalier.compress.prune.SparseGpt;
import org.espalier.compress.prune.Wanda;
import org.espalier.engine.EngineFactory;
import org.espalier.engine.EngineSelector;
import org.espalier.engine.djl.DjlEngineFactory;
import org.espalier.engine.ort.OrtEngineFactory;
import org.espalier.job.ChildJvmRunner;
import org.espalier.job.DirectRunner;
import org.espalier.job.JobRunner;
import org.espalier.job.JvmCommand;
import org.espalier.job.MemoryLimit;
import org.espalier.job.work.JobExecutor;
import org.espalier.job.work.ResponseMemory;
import org.espalier.job.work.Tools;
import org.espalier.tensor.LinearAlgebra;
import org.espalier.tensor.nd4j.Nd4jLinearAlgebra;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * The services of the program, built by their constructors. Nothing native is loaded before it is
 * used.
 */
final class Services {
    /** How long a cancelled job may take to end by itself before its process is killed. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final List<EngineFactory> engines =
            List.of(new OrtEngineFactory(), new DjlEngineFactory());
    private final EngineSelector selector = new EngineSelector(engines);
    private final LinearAlgebra algebra =
            new Nd4jLinearAlgebra(Runtime.getRuntime().availableProcessors());
    private final MethodCatalog methods =
            new MethodCatalog(
                    List.of(
                            new Magnitude(),
                            new Wanda(),
                            new SparseGpt(algebra),
                            new Alps(algebra)));

    /** The kinds of engine there are, the one preferred on a CPU first. */
    List<EngineFactory> engines() {
        return engines;
    }

    EngineSelector selector() {
        return selector;
    }

    MethodCatalog methods() {
        return methods;
    }

    /** Runs jobs in this process, within a limit of memory. */
    JobRunner direct(MemoryLimit limit) {
        return new DirectRunner(
                new JobExecutor(
                        new Tools(selector, methods, algebra, new ResponseMemory(), limit)));
    }

    /** Runs each job in a JVM of its own, within the limit of memory that holds when it starts. */
    JobRunner children(Supplier<MemoryLimit> limit) {
        return new ChildJvmRunner(JvmCommand.likeThis(Worker.class.getName()), GRACE, limit);
    }

    /** The project that opens when nothing else is asked for. */
    Path sample() {
        return samples().resolve("fashion-resnet14");
    }

    /** The checkpoint of a small language model that comes with the program. */
    Path languageModel() {
        return samples().resolve("sotu-llama");
    }

    private static Path samples() {
        return Path.of(System.getProperty("espalier.home", "."), "samples");
    }
}
