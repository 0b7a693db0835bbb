package org.espalier.cli;

import org.espalier.job.JobResult;
import org.espalier.job.JobSpec;
import org.espalier.measure.Task;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.concurrent.Callable;

/** {@code espalier evaluate}: quality of a model on data. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = "Measures how well a model does on data.")
final class EvaluateCommand implements Callable<Integer> {
    private final JobSession jobs;
    private final Console console;

    @Mixin private ModelOption model;

    @Mixin private DataOptions data;

    @Option(
            names = "--task",
            paramLabel = "TASK",
            description =
                    "What to measure: ${COMPLETION-CANDIDATES} (default: perplexity on running"
                            + " text, zero-shot on questions to a language model, accuracy on"
                            + " other data).")
    private @Nullable Task task;

    @Mixin private ResultOptions result;

    @Mixin private EngineOptions engine;

    EvaluateCommand(JobSession jobs, Console console) {
        this.jobs = jobs;
        this.console = console;
    }

    @Override
    public Integer call() {
        JobSpec.Evaluate spec =
                new JobSpec.Evaluate(model.path(), data.data(), engine.choice(), task);
        JobResult.Evaluated evaluated = (JobResult.Evaluated) jobs.run(spec);
        result.print(
                console,
                () -> ResultJson.evaluated(evaluated),
                () -> ResultText.evaluated(evaluated));
        return Exit.DONE;
    }
}
