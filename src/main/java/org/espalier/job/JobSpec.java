package org.espalier.job;

import org.espalier.compress.Target;
import org.espalier.engine.EngineChoice;
import org.espalier.measure.Sampling;
import org.espalier.measure.Task;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A job as data: what to do, on what, where. Serializable as JSON, so that any runner can take it.
 * Paths are absolute.
 */
public sealed interface JobSpec {
    /** Where its networks run. */
    EngineChoice engine();

    /**
     * Builds the sensitivity table.
     *
     * @param evaluation data of measured cells; null for {@code calibration}
     * @param measured whether each cell runs the model, beside the instant table
     * @param cache folder where finished cells are kept; null for none
     */
    record Scan(
            String model,
            DataRef calibration,
            @Nullable DataRef evaluation,
            List<String> methods,
            List<Double> sparsities,
            boolean measured,
            @Nullable String cache,
            EngineChoice engine)
            implements JobSpec {}

    /**
     * Runs a recipe and measures before and after.
     *
     * @param recipe the recipe's YAML text
     * @param evaluation null to measure fidelity on {@code calibration} alone
     * @param output the compressed model's file
     */
    record Run(
            String model,
            String recipe,
            DataRef calibration,
            @Nullable DataRef evaluation,
            String output,
            EngineChoice engine)
            implements JobSpec {}

    /**
     * Measures a model's quality on data.
     *
     * @param task null for the one that the data are made for
     */
    record Evaluate(String model, DataRef data, EngineChoice engine, @Nullable Task task)
            implements JobSpec {
        /** By the task that the data are made for. */
        public Evaluate(String model, DataRef data, EngineChoice engine) {
            this(model, data, engine, null);
        }
    }

    /**
     * Measures latency, in turn against another model if one is named.
     *
     * @param against null for one model alone
     */
    record Bench(String model, @Nullable String against, int batch, int runs, EngineChoice engine)
            implements JobSpec {}

    /**
     * Continues a prompt with a language model.
     *
     * @param tokens to write, at most
     */
    record Generate(String model, String prompt, int tokens, Sampling sampling, EngineChoice engine)
            implements JobSpec {}

    /** Measures two models side by side. */
    record Compare(String base, String candidate, DataRef data, EngineChoice engine)
            implements JobSpec {}

    /**
     * Prunes one layer by several methods and compares what they make of it.
     *
     * @param methods two to four
     * @param target the same for all of them
     */
    record Duel(
            String model,
            String layer,
            List<String> methods,
            Target target,
            DataRef calibration,
            EngineChoice engine)
            implements JobSpec {}

    /** Writes a model as an ONNX file. */
    record Export(String model, String output, EngineChoice engine) implements JobSpec {}
}
