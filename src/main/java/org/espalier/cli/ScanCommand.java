package org.espalier.cli;

import org.espalier.base.WholeFile;
import org.espalier.job.DataRef;
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

/** {@code espalier scan}: the damage of pruning each layer alone, by sparsity. */
@Command(
        name = "scan",
        mixinStandardHelpOptions = true,
        description = "Builds the sensitivity table of a model's layers.")
final class ScanCommand implements Callable<Integer> {
    private final JobSession jobs;
    private final Console console;
    private final Path cache;

    @Option(names = "--model", required = true, paramLabel = "MODEL", description = "ONNX file.")
    private Path model;

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

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

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
                        Paths.model(model),
                        calibration.data(),
                        evaluation == null ? null : DataRef.all(Paths.absolute(evaluation)),
                        methods,
                        sparsities.shares(),
                        measured,
                        Paths.absolute(cache),
                        engine.choice());
        JobResult.Scanned result = (JobResult.Scanned) jobs.run(spec);
        ObjectNode document = ResultJson.scanned(result);
        if (out != null) {
            WholeFile.writeString(out, document.toPrettyString());
            console.error("Wrote " + out + ".");
        }
        if (json) {
            console.print(document);
        } else {
            result.tables().stream().map(ResultText::table).forEach(console::print);
        }
        return Exit.DONE;
    }
}
