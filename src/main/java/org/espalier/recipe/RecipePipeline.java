package org.espalier.recipe;

import org.espalier.base.Progress;
import org.espalier.base.UserFacingException;
import org.espalier.compress.CompressionMethod;
import org.espalier.compress.CompressionResult;
import org.espalier.compress.CompressionResult.LayerOutcome;
import org.espalier.compress.CompressionTask;
import org.espalier.compress.LayerStatistics;
import org.espalier.compress.LayerStatistics.Kind;
import org.espalier.compress.MethodCatalog;
import org.espalier.compress.Params;
import org.espalier.compress.Target;
import org.espalier.model.Layer;
import org.espalier.model.LayerId;
import org.espalier.model.Network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Carries out a recipe: for each step in turn it chooses the layers, collects the statistics that
 * the method needs on the network as the step before left it, and applies the method.
 */
public final class RecipePipeline {
    private final MethodCatalog methods;
    private final Calibration calibration;

    /** Where statistics of layers come from. */
    @FunctionalInterface
    public interface Calibration {
        /** Runs calibration data through the network and watches these layers. */
        Map<LayerId, LayerStatistics> collect(
                Network network, List<Layer> layers, Kind kind, Progress progress);
    }

    /** Keeps what finished steps gave, so that an interrupted recipe goes on after them. */
    public interface Checkpoints {
        /** What an earlier attempt kept of a step, counted from 0. */
        Optional<CompressionResult> load(int step);

        /** Keeps the outcome of a step. */
        void keep(int step, CompressionResult result);
    }

    /**
     * What a recipe gave.
     *
     * @param steps what each step did, layer by layer; nothing for one that is switched off
     */
    public record Outcome(Network network, List<List<LayerOutcome>> steps) {}

    /**
     * A stretch of work that tells its progress under a name of its own.
     *
     * @param statistics what it collects; {@link Kind#NONE} where it applies a method
     */
    public record Part(String name, Kind statistics) {}

    /** Applies these methods, with statistics from there. */
    public RecipePipeline(MethodCatalog methods, Calibration calibration) {
        this.methods = methods;
        this.calibration = calibration;
    }

    /** The parts of a recipe in order, finished steps and those switched off left out. */
    public List<Part> parts(Recipe recipe, Checkpoints checkpoints) {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < recipe.steps().size(); i++) {
            if (recipe.steps().get(i).enabled() && checkpoints.load(i).isEmpty()) {
                Kind kind = needs(recipe.steps().get(i));
                if (kind != Kind.NONE) {
                    parts.add(new Part(calibrating(recipe, i), kind));
                }
                parts.add(new Part(applying(recipe, i), Kind.NONE));
            }
        }
        return parts;
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
        for (int i = 0; i < recipe.steps().size(); i++) {
            if (!recipe.steps().get(i).enabled()) {
                outcomes.add(List.of());
                continue;
            }
            CompressionResult result = checkpoints.load(i).orElse(null);
            if (result == null) {
                result = step(current, recipe, i, phase);
                checkpoints.keep(i, result);
            }
            outcomes.add(result.layers());
            current = result.network();
        }
        return new Outcome(current, outcomes);
    }

    private CompressionResult step(
            Network network, Recipe recipe, int index, Function<String, Progress> phase) {
        RecipeStep step = recipe.steps().get(index);
        StepLayers layers = StepLayers.of(network, step);
        Kind kind = layers.chosen().isEmpty() ? Kind.NONE : needs(step);
        Map<LayerId, LayerStatistics> statistics =
                kind == Kind.NONE
                        ? Map.of()
                        : calibration.collect(
                                network,
                                layers.chosen(),
                                kind,
                                phase.apply(calibrating(recipe, index)));
        Progress progress = phase.apply(applying(recipe, index));
        CompressionResult result =
                apply(
                        methods.find(step.method()),
                        step,
                        new Chosen(network, layers.chosen(), layers.targets(), statistics),
                        progress);
        return new CompressionResult(result.network(), layers.outcomes(result.layers(), step));
    }

    private record Chosen(
            Network network,
            List<Layer> layers,
            Map<LayerId, Target> targets,
            Map<LayerId, LayerStatistics> statistics) {}

    private static <P extends Params> CompressionResult apply(
            CompressionMethod<P> method, RecipeStep step, Chosen on, Progress progress) {
        P params = method.paramsType().cast(step.params());
        return method.apply(
                new CompressionTask<>(
                        on.network(), on.layers(), params, on.targets(), on.statistics()),
                progress);
    }

    private Kind needs(RecipeStep step) {
        return needs(methods.find(step.method()), step);
    }

    private static <P extends Params> Kind needs(CompressionMethod<P> method, RecipeStep step) {
        return method.needs(method.paramsType().cast(step.params()));
    }

    private static String calibrating(Recipe recipe, int index) {
        return "Calibrating for step %d of %d".formatted(index + 1, recipe.steps().size());
    }

    private static String applying(Recipe recipe, int index) {
        return "Step %d of %d: %s"
                .formatted(index + 1, recipe.steps().size(), recipe.steps().get(index).method());
    }
}
