package org.espalier.cli;

import org.espalier.job.JobResult;
import org.espalier.job.JobSpec;
import org.espalier.measure.GeneratedText;
import org.espalier.measure.Sampling;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.concurrent.Callable;

/** {@code espalier generate}: text of a language model, and how fast it is written. */
@Command(
        name = "generate",
        mixinStandardHelpOptions = true,
        description = "Continues a text with a language model.")
final class GenerateCommand implements Callable<Integer> {
    private final JobSession jobs;
    private final Console console;

    @Mixin private ModelOption model;

    @Option(
            names = "--prompt",
            required = true,
            paramLabel = "TEXT",
            description = "Text to continue.")
    private String prompt;

    @Option(
            names = "--tokens",
            paramLabel = "N",
            converter = PositiveNumber.class,
            description = "Write N tokens at most (default: ${DEFAULT-VALUE}).")
    private int tokens = 128;

    @Option(
            names = "--temperature",
            paramLabel = "T",
            description =
                    "Draw tokens from the softmax of their scores over T; 0 takes the likeliest"
                            + " each time (default: ${DEFAULT-VALUE}).")
    private double temperature;

    @Option(
            names = "--top-k",
            paramLabel = "K",
            converter = PositiveNumber.class,
            description = "Draw from the K likeliest tokens (default: all).")
    private int topK;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "Seed of the draws (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Mixin private ResultOptions result;

    @Mixin private EngineOptions engine;

    GenerateCommand(JobSession jobs, Console console) {
        this.jobs = jobs;
        this.console = console;
    }

    @Override
    public Integer call() {
        Sampling sampling = new Sampling(temperature, topK, seed);
        JobSpec.Generate spec =
                new JobSpec.Generate(model.path(), prompt, tokens, sampling, engine.choice());
        if (result.json()) {
            console.print(ResultJson.generated((JobResult.Generated) jobs.run(spec)));
        } else {
            GrowingText text = new GrowingText(console, prompt);
            GeneratedText written = ((JobResult.Generated) jobs.run(spec, text::show)).text();
            text.end(written.text());
            console.print("");
            console.print(ResultText.generated(written));
        }
        return Exit.DONE;
    }
}
