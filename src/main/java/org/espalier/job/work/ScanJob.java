package org.espalier.job.work;

import org.espalier.analyze.Calibrator;
import org.espalier.analyze.CellJournal;
import org.espalier.analyze.InstantSensitivity;
import org.espalier.analyze.MeasuredScan;
import org.espalier.analyze.ScanRequest;
import org.espalier.analyze.SensitivityTable;
import org.espalier.base.UserFacingException;
import org.espalier.compress.LayerInputs;
import org.espalier.compress.LayerStatistics;
import org.espalier.compress.LayerStatistics.Kind;
import org.espalier.compress.Target;
import org.espalier.compress.prune.PruningMethod;
import org.espalier.data.Dataset;
import org.espalier.job.JobContext;
import org.espalier.job.JobContext.Phase;
import org.espalier.job.JobResult;
import org.espalier.job.JobSpec;
import org.espalier.model.LayerId;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Builds sensitivity tables: the instant ones from one calibration, then the measured ones. */
record ScanJob(Tools tools, JobContext context) {
    private static final String CALIBRATING = "Calibrating";
    private static final String INSTANT = "Instant sensitivity";

    /** The patterns that runtimes and papers know. */
    private static final List<Target.NM> PATTERNS =
            List.of(new Target.NM(2, 4), new Target.NM(4, 8), new Target.NM(1, 4));

    /** A forward pass behind a layer costs about half of a whole one. */
    private static final double CELL_COST = 0.5;

    /** Calibration for Gram matrices costs about two forward passes. */
    private static final double GRAM_COST = 2;

    JobResult execute(JobSpec.Scan spec) {
        Subject subject = Subject.open(spec.model(), spec.engine(), tools);
        context.started(subject.device());
        Dataset calibration = subject.data(spec.calibration());
        Dataset evaluation =
                spec.evaluation() == null ? calibration : subject.data(spec.evaluation());
        List<PruningMethod> methods = spec.methods().stream().map(this::pruning).toList();
        MemoryEstimate memory =
                MemoryEstimate.of(
                        subject.network(),
                        subject.layers(),
                        Kind.GRAM,
                        Math.min(MemoryEstimate.BATCH, calibration.size()));
        context.note(memory.text(tools.limit()));
        context.plan(phases(spec, subject, calibration.size(), evaluation.size()));
        Map<LayerId, LayerStatistics> statistics =
                new Calibrator(tools.algebra(), memory.taps(tools.limit()))
                        .calibrate(
                                subject.network(),
                                subject.layers(),
                                calibration,
                                Kind.GRAM,
                                subject.engine(),
                                context.phase(CALIBRATING));
        List<ScanRequest> requests =
                methods.stream().map(m -> request(spec, subject, m, statistics)).toList();
        List<SensitivityTable> tables = new ArrayList<>(instant(requests));
        if (spec.measured()) {
            List<SensitivityTable> expected = List.copyOf(tables);
            for (int i = 0; i < requests.size(); i++) {
                tables.add(measured(spec, subject, requests.get(i), evaluation, expected.get(i)));
            }
        }
        List<LayerInputs> inputs =
                subject.layers().stream()
                        .map(
                                layer ->
                                        LayerInputs.of(
                                                layer.id(),
                                                Objects.requireNonNull(statistics.get(layer.id()))))
                        .toList();
        return new JobResult.Scanned(tables, inputs);
    }

    private List<Phase> phases(JobSpec.Scan spec, Subject subject, int calibrated, int evaluated) {
        List<Phase> phases = new ArrayList<>();
        phases.add(new Phase(CALIBRATING, GRAM_COST * calibrated));
        phases.add(new Phase(INSTANT, calibrated));
        if (spec.measured()) {
            double cells = (double) subject.layers().size() * spec.sparsities().size();
            for (String method : spec.methods()) {
                phases.add(new Phase(measuring(method), CELL_COST * cells * evaluated));
            }
        }
        return phases;
    }

    private List<SensitivityTable> instant(List<ScanRequest> requests) {
        InstantSensitivity instant = new InstantSensitivity(tools.algebra());
        return requests.stream().map(r -> instant.table(r, context.phase(INSTANT))).toList();
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

    private ScanRequest request(
            JobSpec.Scan spec,
            Subject subject,
            PruningMethod method,
            Map<LayerId, LayerStatistics> statistics) {
        return new ScanRequest(
                subject.network(),
                subject.layers(),
                method,
                method.ownScope(),
                statistics,
                spec.sparsities().stream().mapToDouble(Double::doubleValue).sorted().toArray(),
                PATTERNS);
    }

    private PruningMethod pruning(String key) {
        if (tools.methods().find(key) instanceof PruningMethod method) {
            return method;
        }
        throw UserFacingException.badInput(
                ("A scan tells what it costs to set weights of a layer to zero. The method \"%s\""
                                + " also changes the weights that stay, so it cannot be scanned."
                                + " Scan by wanda or magnitude, and run \"%s\" by a recipe.")
                        .formatted(key, key));
    }

    private static String measuring(String method) {
        return "Measuring cells of " + method;
    }
}
