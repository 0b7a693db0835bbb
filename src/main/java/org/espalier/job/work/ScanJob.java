package org.espalier.job.work;

import static java.util.stream.Collectors.toMap;

import org.espalier.analyze.CellJournal;
import org.espalier.analyze.InstantSensitivity;
import org.espalier.analyze.MeasuredScan;
import org.espalier.analyze.ScanRequest;
import org.espalier.analyze.SensitivityTable;
import org.espalier.base.Progress;
import org.espalier.base.UserFacingException;
import org.espalier.compress.CompressionMethod;
import org.espalier.compress.LayerInputs;
import org.espalier.compress.LayerStatistics;
import org.espalier.compress.LayerStatistics.Kind;
import org.espalier.compress.Target;
import org.espalier.data.Dataset;
import org.espalier.job.JobContext;
import org.espalier.job.JobContext.Phase;
import org.espalier.job.JobResult;
import org.espalier.job.JobSpec;
import org.espalier.model.Block;
import org.espalier.model.BlockChoice;
import org.espalier.model.Blocks;
import org.espalier.model.LayerId;
import org.espalier.model.MatrixLayout;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Builds sensitivity tables: the instant ones from one calibration, then the measured ones. */
record ScanJob(Tools tools, JobContext context) {
    private static final String INSTANT = "Instant sensitivity";

    /** The patterns that runtimes and papers know. */
    private static final List<Target.NM> PATTERNS =
            List.of(new Target.NM(2, 4), new Target.NM(4, 8), new Target.NM(1, 4));

    /** A forward pass behind a layer costs about half of a whole one. */
    private static final double CELL_COST = 0.5;

    /** Calibration for Gram matrices costs about two forward passes, the tables one. */
    private static final double INSTANT_COST = 3;

    JobResult execute(JobSpec.Scan spec) {
        Subject subject = Subject.open(spec.model(), spec.engine(), tools);
        context.started(subject.device());
        Dataset calibration = subject.data(spec.calibration());
        Dataset evaluation =
                spec.evaluation() == null ? calibration : subject.data(spec.evaluation());
        List<CompressionMethod<?>> methods =
                spec.methods().stream().<CompressionMethod<?>>map(tools.methods()::find).toList();
        if (spec.measured()) {
            methods.forEach(ScanJob::requireMeasurable);
        }
        List<Block> blocks = Blocks.of(subject.network(), new BlockChoice.Automatic());
        Passage passage = new Passage(tools, subject, calibration);
        context.note(
                passage.memory(blocks, Kind.GRAM, layout -> workingBytes(methods, layout))
                        .text(tools.limit()));
        context.plan(phases(spec, subject, calibration.size(), evaluation.size()));
        List<ScanRequest> requests = methods.stream().map(m -> request(spec, subject, m)).toList();
        InstantScan.Found found = instant(requests, blocks, passage);
        List<SensitivityTable> tables = new ArrayList<>(found.tables());
        if (spec.measured()) {
            Map<LayerId, LayerStatistics> inputs =
                    found.inputs().stream()
                            .collect(toMap(LayerInputs::layer, LayerInputs::statistics));
            for (int i = 0; i < requests.size(); i++) {
                ScanRequest request = requests.get(i).of(subject.layers(), inputs);
                tables.add(measured(spec, subject, request, evaluation, tables.get(i)));
            }
        }
        return new JobResult.Scanned(tables, found.inputs());
    }

    private List<Phase> phases(JobSpec.Scan spec, Subject subject, int calibrated, int evaluated) {
        List<Phase> phases = new ArrayList<>();
        phases.add(new Phase(INSTANT, INSTANT_COST * calibrated));
        if (spec.measured()) {
            double cells = (double) subject.layers().size() * spec.sparsities().size();
            for (String method : spec.methods()) {
                phases.add(new Phase(measuring(method), CELL_COST * cells * evaluated));
            }
        }
        return phases;
    }

    private InstantScan.Found instant(
            List<ScanRequest> requests, List<Block> blocks, Passage passage) {
        InstantScan scan =
                new InstantScan(
                        new InstantSensitivity(tools.algebra()),
                        requests,
                        blocks,
                        context.folder());
        Progress progress = context.phase(INSTANT);
        if (!scan.isDone()) {
            passage.stream(passage.base().network(), blocks, Kind.GRAM, scan, progress);
        }
        return scan.found();
    }

    private SensitivityTable measured(
            JobSpec.Scan spec,
            Subject subject,
            ScanRequest request,
            Dataset evaluation,
            SensitivityTable expected) {
        String method = request.method().key();
        Path cache =
                spec.cache() == null ? context.folder().resolve("cells") : Path.of(spec.cache());
        return new MeasuredScan(
                        subject.engine(), new CellJournal(cache), MeasuredScan.Options.fitting())
                .run(
                        request,
                        new MeasuredScan.Reference(subject.fingerprint(), evaluation, expected),
                        (layer, sparsity, damage) -> context.cell(method, layer, sparsity, damage),
                        context.phase(measuring(method)));
    }

    private ScanRequest request(JobSpec.Scan spec, Subject subject, CompressionMethod<?> method) {
        return new ScanRequest(
                subject.network(),
                subject.layers(),
                method,
                Map.of(),
                spec.sparsities().stream().mapToDouble(Double::doubleValue).sorted().toArray(),
                PATTERNS);
    }

    private static long workingBytes(List<CompressionMethod<?>> methods, MatrixLayout layout) {
        return methods.stream()
                .mapToLong(method -> InstantSensitivity.workingBytes(method, layout))
                .max()
                .orElse(0);
    }

    private static void requireMeasurable(CompressionMethod<?> method) {
        if (method.needsByDefault() == Kind.GRAM) {
            throw UserFacingException.badInput(
                    ("To measure cells of \"%s\", the Gram matrices of all layers would have to be"
                                    + " in memory at once; a scan holds those of one block. Scan"
                                    + " \"%s\" without measuring, or measure wanda or magnitude.")
                            .formatted(method.key(), method.key()));
        }
    }

    private static String measuring(String method) {
        return "Measuring cells of " + method;
    }
}
