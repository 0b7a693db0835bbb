package org.espalier.cli;

import org.espalier.base.WholeFile;
import org.espalier.job.JobResult;
import org.espalier.job.JobSpec;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import tools.jackson.databind.node.ObjectNode;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** {@code espalier scan}: the damage of pruning each layer alone, by sparsity. */
@Command(
        name = "scan",
        mixinStandardHelpOptions = true,
        description = "Builds the sensitivity table of a model's layers.")
final class ScanCommand implements Callable<Integer> {
    private final JobSession jobs;
    private final Console console;
    private final Path cache;

    @Mixin private ModelOption model;

    @Mixin private CalibrationOptions calibration;

    @Option(
            names = "--eval",
            paramLabel = "DATA",
            description = "Data of measured cells (default: the calibration data).")
    private @Nullable Path evaluation;

    @Option(
            names = "--method",
            split = ",",
            paramLabel = "METHOD",
            description = "Methods, with commas between (default: wanda).")
    private List<String> methods = List.of("wanda");

    @Option(
            names = "--sparsity",
            paramLabel = "FROM:TO:STEP",
            defaultValue = "0.1:0.9:0.1",
            converter = SparsityRange.Converter.class,
            description = "Shares to try (default: 0.1:0.9:0.1).")
    private SparsityRange sparsities;

    @Option(
            names = "--measured",
            description = "Also run the model for each cell. Finished cells are kept.")
    private boolean measured;

    @Option(names = "--out", paramLabel = "SCAN.json", description = "File to write the tables to.")
    private @Nullable Path out;

    @Mixin private ResultOptions result;

    @Mixin private JobOption job;

    @Mixin private EngineOptions engine;

    ScanCommand(JobSession jobs, Console console, Path cache) {
        this.jobs = jobs;
        this.console = console;
        this.cache = cache;
    }

    @Override
    public Integer call() {
        JobSpec.Scan spec =
                new JobSpec.Scan(
                        model.path(),
                        calibration.data(),
                        evaluation == null ? null : calibration.judged(evaluation),
                        methods,
                        sparsities.shares(),
                        measured,
                        Paths.absolute(cache),
                        engine.choice());
        JobResult.Scanned scanned = (JobResult.Scanned) job.run(jobs, spec);
        ObjectNode document = ResultJson.scanned(scanned);
        if (out != null) {
            WholeFile.writeString(out, document.toPrettyString());
            console.error("Wrote " + out + ".");
        }
        result.print(
                console,
                () -> document,
                () ->
                        scanned.tables().stream()
                                .map(ResultText::table)
                                .collect(Collectors.joining(System.lineSeparator())));
        return Exit.DONE;
    }
}
