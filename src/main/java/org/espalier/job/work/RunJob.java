package org.espalier.job.work;

import org.espalier.analyze.BlockPassage;
import org.espalier.analyze.Comparison;
import org.espalier.base.CLibrary;
import org.espalier.compress.CompressionResult.LayerOutcome;
import org.espalier.data.Dataset;
import org.espalier.job.DataRef;
import org.espalier.job.JobContext;
import org.espalier.job.JobContext.Phase;
import org.espalier.job.JobResult;
import org.espalier.job.JobSpec;
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
        Passage passage = new Passage(tools, base, calibration);
        RecipePipeline pipeline = new RecipePipeline(tools.methods(), passage);
        StepFiles steps = new StepFiles(context.folder());
        List<Part> parts = pipeline.parts(base.network(), recipe, steps);
        recipe.switchedOff().forEach(context::note);
        parts.stream()
                .map(part -> passage.memory(part.blocks(), part.statistics(), part.working()))
                .reduce(MemoryEstimate::or)
                .ifPresent(memory -> context.note(memory.text(tools.limit())));
        Measuring measuring = new Measuring(tools, context);
        Dataset evaluation = base.data(judged);
        context.plan(phases(parts, calibration.size(), measuring.phases(evaluation.size())));
        Path output = Path.of(spec.output());
        Told told = write(pipeline.run(base.network(), recipe, steps, context::phase), output);
        CLibrary.collect();
        Comparison comparison = measuring.compare(base, base.beside(output), evaluation);
        if (ModelFile.isCheckpoint(output)) {
            new ModelCard(spec.recipe(), comparison).addTo(output);
        }
        return new JobResult.Ran(told.steps(), told.passages(), comparison, spec.output());
    }

    /** What there is to tell of a recipe once its network is written and out of memory. */
    private record Told(List<List<LayerOutcome>> steps, List<List<BlockPassage>> passages) {}

    private static Told write(RecipePipeline.Outcome outcome, Path output) {
        ModelFile.write(outcome.network(), output);
        return new Told(outcome.steps(), outcome.passages());
    }

    /** Weights are samples that run through the model; applying a method counts as few. */
    private static List<Phase> phases(List<Part> parts, int samples, List<Phase> comparing) {
        List<Phase> phases = new ArrayList<>();
        for (Part part : parts) {
            double passes =
                    switch (part.statistics()) {
                        case NONE -> part.blocks().size() > 1 ? 1 : 0.2;
                        case NORMS -> 1.3;
                        case GRAM -> 2;
                    };
            phases.add(new Phase(part.name(), passes * samples));
        }
        phases.addAll(comparing);
        return phases;
    }
}
