package org.espalier.recipe;

import org.espalier.analyze.BlockInfluence.Influence;
import org.espalier.base.Plurals;
import org.espalier.base.Progress;
import org.espalier.base.UserFacingException;
import org.espalier.compress.CompressionResult.LayerOutcome;
import org.espalier.model.Block;
import org.espalier.model.BlockChoice;
import org.espalier.model.BlockRemoval;
import org.espalier.model.BlockRemoval.Span;
import org.espalier.model.Blocks;
import org.espalier.model.LayerId;
import org.espalier.model.Network;
import org.espalier.recipe.DropStep.Choice;
import org.espalier.recipe.RecipePipeline.Calibration;
import org.espalier.recipe.RecipePipeline.Checkpoints;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A step that takes blocks out, at work.
 *
 * @param blocks of the network
 * @param spans those that can be taken out
 */
record DropRun(Network network, DropStep step, List<Block> blocks, List<Span> spans) {
    /**
     * Prepares a step.
     *
     * @throws UserFacingException if it asks for blocks that cannot be taken out
     */
    static DropRun of(Network network, DropStep step) {
        List<Block> blocks = Blocks.of(network, new BlockChoice.Automatic());
        List<Span> spans = BlockRemoval.spans(network, blocks);
        DropRun run = new DropRun(network, step, blocks, spans);
        run.check();
        return run;
    }

    private void check() {
        if (spans.isEmpty()) {
            throw UserFacingException.badInput(
                    "The model has no blocks that repeat and can be taken out one by one. Remove the step \"%s\"."
                            .formatted(DropStep.KEY));
        }
        int count =
                switch (step.choice()) {
                    case Choice.Influence influence -> influence.count();
                    case Choice.Named named -> named(named.names()).size();
                };
        if (count >= spans.size()) {
            throw UserFacingException.badInput(
                    "The step drops %s, and the model has no more than %d that can be taken out. Leave at least one."
                            .formatted(Plurals.of(count, "block"), spans.size()));
        }
    }

    private List<Span> named(List<String> names) {
        return names.stream().distinct().map(this::named).toList();
    }

    private Span named(String name) {
        return spans.stream()
                .filter(span -> span.block().name().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                UserFacingException.badInput(
                                        "There is no block \"%s\" that can be taken out. %s"
                                                .formatted(
                                                        name,
                                                        Nearest.hint(
                                                                name,
                                                                spans.stream()
                                                                        .map(s -> s.block().name())
                                                                        .toList()))));
    }

    /** The blocks that calibration data pass; one that holds nothing if none are needed. */
    List<Block> passed() {
        return step.choice() instanceof Choice.Influence
                ? blocks.subList(0, blocks.indexOf(spans.getLast().block()) + 1)
                : List.of(new Block("", List.of(), null, null));
    }

    /** The layers that go, as an earlier attempt kept them or as the step says. */
    List<LayerOutcome> gone(
            Calibration calibration, Checkpoints.OfStep checkpoints, Progress progress) {
        return checkpoints
                .load(0)
                .orElseGet(
                        () ->
                                checkpoints.keep(
                                        0,
                                        new BlockChange(Map.of(), choose(calibration, progress))))
                .layers();
    }

    private List<LayerOutcome> choose(Calibration calibration, Progress progress) {
        return switch (step.choice()) {
            case Choice.Named named -> outcomes(named(named.names()), "Taken out with its block.");
            case Choice.Influence influence ->
                    least(
                            calibration.influences(network, passed(), spans, progress),
                            influence.count());
        };
    }

    private static List<LayerOutcome> least(List<Influence> influences, int count) {
        List<Influence> ranked =
                influences.stream().sorted(Comparator.comparingDouble(Influence::value)).toList();
        List<Influence> gone = ranked.subList(0, count);
        String others = "%s to %s".formatted(number(ranked.get(count)), number(ranked.getLast()));
        return influences.stream()
                .filter(gone::contains)
                .flatMap(
                        one ->
                                outcomes(
                                        List.of(one.span()),
                                        "Taken out with its block, whose influence is %s; that of the others is %s."
                                                .formatted(number(one), others))
                                        .stream())
                .toList();
    }

    private static String number(Influence influence) {
        return String.format(Locale.ROOT, "%.4f", influence.value());
    }

    private static List<LayerOutcome> outcomes(List<Span> gone, String note) {
        return gone.stream()
                .flatMap(span -> span.block().layers().stream())
                .map(layer -> new LayerOutcome(layer.id(), DropStep.KEY, null, 1, note))
                .toList();
    }

    /** The network without the blocks of these layers. */
    Network without(List<LayerOutcome> gone) {
        Set<LayerId> layers = gone.stream().map(LayerOutcome::layer).collect(Collectors.toSet());
        return BlockRemoval.without(
                network,
                spans.stream()
                        .filter(
                                span ->
                                        span.block().layers().stream()
                                                .anyMatch(layer -> layers.contains(layer.id())))
                        .toList());
    }
}
