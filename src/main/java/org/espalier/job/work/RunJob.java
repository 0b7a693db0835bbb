package org.espalier.job.work;

import org.espalier.analyze.BlockInfluence;
import org.espalier.analyze.BlockInfluence.Influence;
import org.espalier.analyze.BlockPassage;
import org.espalier.analyze.BlockStream;
import org.espalier.analyze.BlockWork;
import org.espalier.analyze.Calibrator;
import org.espalier.analyze.Comparison;
import org.espalier.base.Progress;
import org.espalier.compress.CompressionResult.LayerOutcome;
import org.espalier.compress.LayerStatistics.Kind;
import org.espalier.data.Dataset;
import org.espalier.job.DataRef;
import org.espalier.job.JobContext;
import org.espalier.job.JobContext.Phase;
import org.espalier.job.JobResult;
import org.espalier.job.JobSpec;
import org.espalier.model.Block;
import org.espalier.model.BlockRemoval.Span;
import org.espalier.model.Layer;
import org.espalier.model.Network;
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
                new RecipePipeline(tools.methods(), new Passing(base, calibration));
        StepFiles steps = new StepFiles(context.folder());
        List<Part> parts = pipeline.parts(base.network(), recipe, steps);
        recipe.switchedOff().forEach(context::note);
        parts.stream()
                .map(part -> memory(base, calibration, part))
                .reduce(MemoryEstimate::or)
                .ifPresent(memory -> context.note(memory.text(tools.limit())));
        Measuring measuring = new Measuring(tools, context);
        Dataset evaluation = base.data(judged);
        context.plan(phases(parts, calibration.size(), measuring.phases(evaluation.size())));
        Path output = Path.of(spec.output());
        Told told = write(pipeline.run(base.network(), recipe, steps, context::phase), output);
        // The journalled weights are mapped files, which are let go only when they are collected.
        System.gc();
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

    /** Lets calibration data pass within the memory that the job may take. */
    private final class Passing implements RecipePipeline.Calibration {
        private final Subject base;
        private final Dataset data;

        Passing(Subject base, Dataset data) {
            this.base = base;
            this.data = data;
        }

        @Override
        public Network stream(
                Network network, List<Block> blocks, Kind kind, BlockWork work, Progress progress) {
            Calibrator calibrator = new Calibrator(tools.algebra(), taps(blocks, kind));
            return new BlockStream(calibrator, base.engine(), data, kind)
                    .run(network, blocks, work, progress);
        }

        @Override
        public List<Influence> influences(
                Network network, List<Block> blocks, List<Span> spans, Progress progress) {
            return new BlockInfluence(base.engine(), data, taps(blocks, Kind.NONE))
                    .of(network, blocks, spans, progress);
        }

        private long taps(List<Block> blocks, Kind kind) {
            return memory(base, data, new Part("", kind, blocks, layout -> 0)).taps(tools.limit());
        }
    }

    private MemoryEstimate memory(Subject base, Dataset data, Part part) {
        List<Block> blocks = part.blocks();
        Kind kind = part.statistics();
        if (blocks.size() > 1) {
            Calibrator roomy = new Calibrator(tools.algebra());
            return MemoryEstimate.of(
                    new BlockStream(roomy, base.engine(), data, kind).sizes(base.network(), blocks),
                    blocks,
                    kind,
                    part.working());
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
