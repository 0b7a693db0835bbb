package org.espalier.recipe;

import org.espalier.analyze.BlockInfluence.Influence;
import org.espalier.analyze.BlockPassage;
import org.espalier.analyze.BlockWork;
import org.espalier.base.Progress;
import org.espalier.base.UserFacingException;
import org.espalier.compress.CompressionMethod;
import org.espalier.compress.CompressionResult.LayerOutcome;
import org.espalier.compress.LayerStatistics.Kind;
import org.espalier.compress.MethodCatalog;
import org.espalier.compress.Params;
import org.espalier.compress.Target;
import org.espalier.model.Block;
import org.espalier.model.BlockRemoval.Span;
import org.espalier.model.Blocks;
import org.espalier.model.LayerId;
import org.espalier.model.MatrixLayout;
import org.espalier.model.Network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/**
 * Carries out a recipe: for each step in turn it chooses the layers, lets calibration data pass the
 * network as the step before left it, block by block, and applies the method.
 */
public final class RecipePipeline {
    private final MethodCatalog methods;
    private final Calibration calibration;

    /** Where statistics of layers and blocks come from. */
    public interface Calibration {
        /**
         * Lets calibration data pass through blocks; see {@link org.espalier.analyze.BlockStream}.
         *
         * @return the network as the work left it
         */
        Network stream(
                Network network, List<Block> blocks, Kind kind, BlockWork work, Progress progress);

        /**
         * How much blocks change what passes them; see {@link org.espalier.analyze.BlockInfluence}.
         */
        List<Influence> influences(
                Network network, List<Block> blocks, List<Span> spans, Progress progress);
    }

    /** Keeps what finished blocks gave, so that an interrupted recipe goes on after them. */
    public interface Checkpoints {
        /** Whether an earlier attempt finished a step, counted from 0. */
        boolean isFinished(int step);

        /** Remembers that a step is finished. */
        void finish(int step);

        /** What is kept of one step's blocks. */
        OfStep of(int step);

        /** The blocks of one step, counted from 0. */
        interface OfStep {
            /** What an earlier attempt kept of a block. */
            Optional<BlockChange> load(int block);

            /** Keeps what was done to a block; what comes back takes no memory if it can. */
            BlockChange keep(int block, BlockChange change);
        }
    }

    /**
     * What a recipe gave.
     *
     * @param steps what each step did, layer by layer; nothing for one that is switched off
     * @param passages how calibration data came through the blocks of each step
     */
    public record Outcome(
            Network network, List<List<LayerOutcome>> steps, List<List<BlockPassage>> passages) {}

    /**
     * A stretch of work that tells its progress under a name of its own.
     *
     * @param statistics what it collects
     * @param blocks that calibration data pass
     * @param working bytes that it takes beside that while it changes a layer
     */
    public record Part(
            String name,
            Kind statistics,
            List<Block> blocks,
            ToLongFunction<MatrixLayout> working) {}

    /** Applies these methods, with statistics from there. */
    public RecipePipeline(MethodCatalog methods, Calibration calibration) {
        this.methods = methods;
        this.calibration = calibration;
    }

    /**
     * The parts of a recipe in order, finished steps and those switched off left out.
     *
     * @throws UserFacingException if a step does not fit the network
     */
    public List<Part> parts(Network network, Recipe recipe, Checkpoints checkpoints) {
        return IntStream.range(0, recipe.steps().size())
                .filter(i -> recipe.steps().get(i).enabled() && !checkpoints.isFinished(i))
                .mapToObj(i -> part(network, recipe, i))
                .toList();
    }

    private Part part(Network network, Recipe recipe, int index) {
        String name = name(recipe, index);
        return switch (recipe.steps().get(index)) {
            case PruneStep step -> {
                Kind kind = needs(step);
                yield new Part(
                        name,
                        kind,
                        blocks(StepLayers.of(network, step), step, kind),
                        methods.find(step.method())::workingBytes);
            }
            case DropStep step ->
                    new Part(name, Kind.NONE, DropRun.of(network, step).passed(), layout -> 0);
        };
    }

    /**
     * Runs all steps that are neither finished nor switched off.
     *
     * @param phase gives the progress of a part by its name
     * @throws UserFacingException if a step does not fit the network
     */
    public Outcome run(
            Network network,
            Recipe recipe,
            Checkpoints checkpoints,
            Function<String, Progress> phase) {
        Network current = network;
        List<List<LayerOutcome>> outcomes = new ArrayList<>();
        List<List<BlockPassage>> passages = new ArrayList<>();
        for (int i = 0; i < recipe.steps().size(); i++) {
            Done done = new Done(current, List.of(), List.of());
            RecipeStep step = recipe.steps().get(i);
            if (step.enabled()) {
                boolean finished = checkpoints.isFinished(i);
                Attempt attempt =
                        new Attempt(
                                checkpoints.of(i),
                                finished,
                                finished ? Progress.NONE : phase.apply(name(recipe, i)));
                done = run(current, step, attempt);
                checkpoints.finish(i);
            }
            current = done.network();
            outcomes.add(done.outcomes());
            passages.add(done.passages());
        }
        return new Outcome(current, outcomes, passages);
    }

    /** What a step gave. */
    private record Done(
            Network network, List<LayerOutcome> outcomes, List<BlockPassage> passages) {}

    /**
     * One attempt at a step.
     *
     * @param finished whether an earlier one came to its end
     */
    private record Attempt(Checkpoints.OfStep checkpoints, boolean finished, Progress progress) {}

    private Done run(Network network, RecipeStep step, Attempt attempt) {
        return switch (step) {
            case PruneStep prune -> {
                StepLayers layers = StepLayers.of(network, prune);
                StepRun<?> run = work(methods.find(prune.method()), prune, layers, attempt);
                Network pruned = run.run(network, calibration, attempt.progress());
                yield new Done(pruned, layers.outcomes(run.outcomes(), prune), run.passages());
            }
            case DropStep drop -> {
                DropRun run = DropRun.of(network, drop);
                List<LayerOutcome> gone =
                        run.gone(calibration, attempt.checkpoints(), attempt.progress());
                yield new Done(run.without(gone), gone, List.of());
            }
        };
    }

    private <P extends Params> StepRun<P> work(
            CompressionMethod<P> method, PruneStep step, StepLayers layers, Attempt attempt) {
        P params = method.paramsType().cast(step.params());
        List<Block> blocks = blocks(layers, step, needs(step));
        boolean spreads = step.course().spread() == TargetSpread.OWL && !attempt.finished();
        Map<LayerId, Target> targets =
                spreads && step.target() instanceof Target.Sparsity sparsity
                        ? OwlTargets.of(layers, sparsity, blocks, calibration, attempt.progress())
                        : layers.targets();
        return new StepRun<>(
                method, params, layers.chosen(), targets, blocks, attempt.checkpoints());
    }

    /** The blocks up to the last that holds a chosen layer; one if no statistics are needed. */
    private static List<Block> blocks(StepLayers layers, PruneStep step, Kind kind) {
        if (kind == Kind.NONE) {
            return List.of(new Block("", layers.chosen(), null, null));
        }
        List<Block> blocks = Blocks.of(layers.network(), step.course().blocks());
        List<LayerId> chosen = layers.chosen().stream().map(layer -> layer.id()).toList();
        int end = 1;
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.get(i).layers().stream().anyMatch(layer -> chosen.contains(layer.id()))) {
                end = i + 1;
            }
        }
        return blocks.subList(0, end);
    }

    private Kind needs(PruneStep step) {
        Kind kind = needs(methods.find(step.method()), step);
        return kind == Kind.NONE && step.course().spread() == TargetSpread.OWL ? Kind.NORMS : kind;
    }

    private static <P extends Params> Kind needs(CompressionMethod<P> method, PruneStep step) {
        return method.needs(method.paramsType().cast(step.params()));
    }

    private static String name(Recipe recipe, int index) {
        return "Step %d of %d: %s"
                .formatted(index + 1, recipe.steps().size(), recipe.steps().get(index).method());
    }
}
