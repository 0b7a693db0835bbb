package org.espalier.job.work;

import org.espalier.analyze.Calibrator;
import org.espalier.analyze.MethodDuel;
import org.espalier.base.UserFacingException;
import org.espalier.compress.CompressionMethod;
import org.espalier.compress.LayerStatistics;
import org.espalier.compress.LayerStatistics.Kind;
import org.espalier.data.Dataset;
import org.espalier.job.JobContext;
import org.espalier.job.JobContext.Phase;
import org.espalier.job.JobResult;
import org.espalier.job.JobSpec;
import org.espalier.model.Layer;
import org.espalier.recipe.Nearest;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Calibrates one layer and has several methods prune it. */
record DuelJob(Tools tools, JobContext context) {
    private static final String CALIBRATING = "Calibrating";
    private static final String PRUNING = "Pruning by each method";

    JobResult execute(JobSpec.Duel spec) {
        MethodDuel.check(spec.methods());
        List<CompressionMethod<?>> methods =
                spec.methods().stream().<CompressionMethod<?>>map(tools.methods()::find).toList();
        Subject subject = Subject.open(spec.model(), spec.engine(), tools);
        context.started(subject.device());
        Layer layer = layer(subject, spec.layer());
        LayerStatistics statistics = statistics(subject, layer, subject.data(spec.calibration()));
        return new JobResult.Duelled(
                new MethodDuel(subject.network(), layer, statistics, tools.algebra())
                        .run(methods, spec.target(), context.phase(PRUNING)));
    }

    private static Layer layer(Subject subject, String name) {
        return subject.layers().stream()
                .filter(layer -> layer.id().name().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                UserFacingException.badInput(
                                        "The model has no layer \"%s\". %s"
                                                .formatted(name, hint(subject, name))));
    }

    private static String hint(Subject subject, String name) {
        return Nearest.hint(
                name, subject.layers().stream().map(layer -> layer.id().name()).toList());
    }

    private LayerStatistics statistics(Subject subject, Layer layer, Dataset calibration) {
        int batch = Math.min(MemoryEstimate.BATCH, calibration.size());
        MemoryEstimate memory =
                MemoryEstimate.of(subject.network(), List.of(layer), Kind.GRAM, batch);
        context.note(memory.text(tools.limit()));
        context.plan(List.of(new Phase(CALIBRATING, 1), new Phase(PRUNING, 1)));
        Map<?, LayerStatistics> statistics =
                new Calibrator(tools.algebra(), memory.taps(tools.limit()))
                        .calibrate(
                                subject.network(),
                                List.of(layer),
                                calibration,
                                Kind.GRAM,
                                subject.engine(),
                                context.phase(CALIBRATING));
        return Objects.requireNonNull(statistics.get(layer.id()));
    }
}
