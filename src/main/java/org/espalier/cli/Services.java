package org.espalier.cli;

import org.espalier.engine.EngineFactory;
import org.espalier.job.JobRunner;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the command line calls, made by the composition root.
 *
 * @param runner carries out the jobs of the verbs
 * @param engines what {@code doctor} lists and {@code inspect} asks; made only then, because native
 *     libraries load
 * @param cache folder for what may be thrown away, such as finished cells of scans
 * @param window the workbench's window
 * @param demo the sample session without a window
 */
public record Services(
        JobRunner runner,
        Supplier<List<EngineFactory>> engines,
        Path cache,
        Window window,
        Demo demo) {}
