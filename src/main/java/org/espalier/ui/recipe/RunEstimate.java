package org.espalier.ui.recipe;

import org.espalier.analyze.StreamSizes;
import org.espalier.compress.CompressionMethod;
import org.espalier.compress.LayerStatistics.Kind;
import org.espalier.compress.MethodCatalog;
import org.espalier.compress.Params;
import org.espalier.job.JobResult;
import org.espalier.job.JobSpec;
import org.espalier.job.work.MemoryEstimate;
import org.espalier.model.Block;
import org.espalier.recipe.DropStep;
import org.espalier.recipe.PruneStep;
import org.espalier.recipe.Recipe;
import org.espalier.recipe.RecipeStep;
import org.espalier.report.Numbers;
import org.espalier.ui.Study;
import org.espalier.ui.recipe.Advice.Phrase;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a run will take, before it starts. The time is that of an earlier run on the same data, else
 * it is put together from how long a scan and an evaluation took. Without either it is reckoned
 * roughly: samples that run, times the measured latency of the model, else times its multiply-adds.
 *
 * @param earlier jobs on the same model that ended well
 */
record RunEstimate(MethodCatalog methods, List<EarlierJob> earlier) {
    /** Collecting norms costs more than running. */
    private static final double CALIBRATION_COST = 1.3;

    /** Single samples that run to time the model before and after. */
    private static final int TIMING = 400;

    /** Starting the program and two processes that measure memory. */
    private static final double STARTING_SECONDS = 8;

    /** What two cores do with convolutions and matrices; a guess where nothing was measured. */
    private static final double MACS_PER_SECOND = 20e9;

    /** How long a run of a recipe takes, and how that is known. */
    Phrase time(Study study, Recipe recipe) {
        Study.Data data = study.data();
        if (data == null) {
            return new Phrase("recipe.time.noData");
        }
        Optional<EarlierJob> run =
                latest(
                        spec ->
                                spec instanceof JobSpec.Run r
                                        && r.calibration().equals(data.calibration()));
        if (run.isPresent()) {
            return new Phrase("recipe.time.run", Numbers.clock(run.get().seconds()));
        }
        Optional<EarlierJob> scan = latest(spec -> spec instanceof JobSpec.Scan s && !s.measured());
        Optional<EarlierJob> evaluation = latest(JobSpec.Evaluate.class::isInstance);
        long calibrations = recipe.steps().stream().filter(this::calibrates).count();
        if (scan.isEmpty() || evaluation.isEmpty()) {
            return rough(study, data, calibrations);
        }
        double seconds = calibrations * scan.get().seconds() + 2 * evaluation.get().seconds();
        return new Phrase(
                "recipe.time.parts",
                Numbers.clock(seconds),
                Numbers.clock(scan.get().seconds()),
                Numbers.clock(evaluation.get().seconds()));
    }

    private Phrase rough(Study study, Study.Data data, long calibrations) {
        double samples =
                calibrations * CALIBRATION_COST * data.calibrationSamples()
                        + 2.0 * data.samples()
                        + TIMING;
        String count = Numbers.count(Math.round(samples));
        Optional<Double> latency = latency();
        if (latency.isPresent()) {
            double seconds = STARTING_SECONDS + samples * latency.get() / 1000;
            return new Phrase(
                    "recipe.time.latency",
                    Numbers.clock(seconds),
                    Numbers.millis(latency.get()),
                    count);
        }
        double macs = study.summary().macs();
        double seconds = STARTING_SECONDS + samples * macs / MACS_PER_SECOND;
        return macs == 0
                ? new Phrase("recipe.time.unknown")
                : new Phrase(
                        "recipe.time.macs", Numbers.clock(seconds), Numbers.compact(macs), count);
    }

    /** Of one sample at a time, in milliseconds, as measured last. */
    private Optional<Double> latency() {
        return latest(JobSpec.Bench.class::isInstance)
                .map(EarlierJob::result)
                .filter(JobResult.Benched.class::isInstance)
                .flatMap(result -> ((JobResult.Benched) result).latencies().stream().findFirst())
                .map(latency -> latency.p50Ms().value());
    }

    /** How much memory a run of a recipe takes, in a sentence. */
    String memory(Study study, Recipe recipe) {
        return recipe.steps().stream()
                .filter(RecipeStep::enabled)
                .map(step -> memory(study, step))
                .reduce(MemoryEstimate::or)
                .orElseGet(() -> whole(study, Kind.NONE))
                .text();
    }

    private MemoryEstimate memory(Study study, RecipeStep step) {
        Kind kind = collects(step);
        return step instanceof PruneStep prune
                ? byBlocks(study, kind, methods.find(prune.method()))
                        .orElseGet(() -> whole(study, kind))
                : whole(study, kind);
    }

    private static MemoryEstimate whole(Study study, Kind kind) {
        return MemoryEstimate.of(study.network(), study.layers(), kind, MemoryEstimate.BATCH);
    }

    /** For calibration that passes blocks in turn: on texts, up to the last that has an exit. */
    private static Optional<MemoryEstimate> byBlocks(
            Study study, Kind kind, CompressionMethod<?> method) {
        Study.Data data = study.data();
        List<Block> blocks = study.blocks().stream().filter(block -> block.exit() != null).toList();
        if (data == null
                || data.calibration().window() == 0
                || kind == Kind.NONE
                || blocks.size() < 2) {
            return Optional.empty();
        }
        StreamSizes sizes =
                StreamSizes.ofTexts(
                        study.network(),
                        blocks,
                        data.calibrationSamples(),
                        data.calibration().window());
        return Optional.of(MemoryEstimate.of(sizes, blocks, kind, method::workingBytes));
    }

    /** Whether a step lets data pass the model. */
    private boolean calibrates(RecipeStep step) {
        boolean judges =
                step instanceof DropStep drop && drop.choice() instanceof DropStep.Choice.Influence;
        return step.enabled() && (judges || collects(step) != Kind.NONE);
    }

    /** What is learned of the layers' inputs for a step; nothing if it is switched off. */
    private Kind collects(RecipeStep step) {
        return step.enabled() && step instanceof PruneStep prune
                ? needs(methods.find(prune.method()), prune)
                : Kind.NONE;
    }

    private static <P extends Params> Kind needs(CompressionMethod<P> method, PruneStep step) {
        return method.needs(method.paramsType().cast(step.params()));
    }

    private Optional<EarlierJob> latest(Predicate<JobSpec> wanted) {
        return earlier.stream()
                .filter(ended -> wanted.test(ended.spec()))
                .max(Comparator.comparing(EarlierJob::at));
    }
}
