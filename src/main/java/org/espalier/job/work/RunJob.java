package org.espalier.job.work;

import org.espalier.analyze.BlockStream;
import org.espalier.analyze.Calibrator;
import org.espalier.analyze.Comparison;
import org.espalier.compress.LayerStatistics.Kind;
import org.espalier.data.Dataset;
import org.espalier.job.DataRef;
import org.espalier.job.JobContext;
import org.espalier.job.JobContext.Phase;
import org.espalier.job.JobResult;
import org.espalier.job.JobSpec;
import org.espalier.model.Block;
import org.espalier.model.Layer;
import org.espalier.model.format.ModelFile;
import org.espalier.recipe.Recipe;
import org.espalier.recipe.RecipePipeline;
import org.espalier.recipe.RecipePipeline.Part;
import org.espalier.recipe.RecipeReader;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a recipe, writes the model that comes out, and measures before and after. */
record RunJob(Tools tools, JobContext context) {
    JobResult execute(JobSpec.Run spec) {
        Subject base = Subject.open(spec.model(), spec.engine(), tools);
        context.started(base.device());
        Recipe recipe =
                new RecipeReader(tools.methods())
                        .readFor(spec.recipe(), base.layers().stream().map(Layer::id).toList());
        Dataset calibration = base.data(spec.calibration());
        DataRef judged = spec.evaluation() == null ? spec.calibration() : spec.evaluation();
        RecipePipeline pipeline =
                new RecipePipeline(
                        tools.methods(),
                        (network, blocks, kind, work, progress) ->
                                stream(base, calibration, blocks, kind)
                                        .run(network, blocks, work, progress));
        StepFiles steps = new StepFiles(context.folder());
        List<Part> parts = pipeline.parts(base.network(), recipe, steps);
        recipe.switchedOff().forEach(context::note);
        parts.stream()
                .map(part -> memory(base, calibration, part.blocks(), part.statistics()))
                .reduce(MemoryEstimate::or)
                .ifPresent(memory -> context.note(memory.text(tools.limit())));
        Measuring measuring = new Measuring(tools, context);
        Dataset evaluation = base.data(judged);
        context.plan(phases(parts, calibration.size(), measuring.phases(evaluation.size())));
        RecipePipeline.Outcome outcome =
                pipeline.run(base.network(), recipe, steps, context::phase);
        Path output = Path.of(spec.output());
        ModelFile.write(outcome.network(), output);
        Comparison comparison = measuring.compare(base, base.beside(output), evaluation);
        if (ModelFile.isCheckpoint(output)) {
            new ModelCard(spec.recipe(), comparison).addTo(output);
        }
        return new JobResult.Ran(outcome.steps(), outcome.passages(), comparison, spec.output());
    }

    private BlockStream stream(Subject base, Dataset data, List<Block> blocks, Kind kind) {
        long taps = memory(base, data, blocks, kind).taps(tools.limit());
        return new BlockStream(new Calibrator(tools.algebra(), taps), base.engine(), data, kind);
    }

    private MemoryEstimate memory(Subject base, Dataset data, List<Block> blocks, Kind kind) {
        if (blocks.size() > 1) {
            Calibrator roomy = new Calibrator(tools.algebra());
            return MemoryEstimate.of(
                    new BlockStream(roomy, base.engine(), data, kind).sizes(base.network(), blocks),
                    blocks,
                    kind);
        }
        return MemoryEstimate.of(
                base.network(),
                blocks.getFirst().layers(),
                kind,
                Math.min(MemoryEstimate.BATCH, data.size()));
    }

    /** Weights are samples that run through the model; applying a method counts as few. */
    private static List<Phase> phases(List<Part> parts, int samples, List<Phase> comparing) {
        List<Phase> phases = new ArrayList<>();
        for (Part part : parts) {
            double passes =
                    switch (part.statistics()) {
                        case NONE -> 0.2;
                        case NORMS -> 1.3;
                        case GRAM -> 2;
                    };
            phases.add(new Phase(part.name(), passes * samples));
        }
        phases.addAll(comparing);
        return phases;
    }
}
