package org.espalier.ui.recipe;

import org.espalier.compress.Params;
import org.espalier.compress.Target;
import org.espalier.recipe.PruneStep;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What a step can do to weights, apart from how it chooses them. */
enum Technique {
    /** Sets a share of the weights to zero, wherever they are. */
    SINGLE(Share.class),
    /** Sets n of every m weights along the inputs to zero. */
    PATTERN(Pattern.class);

    private final Class<? extends Params> goal;

    Technique(Class<? extends Params> goal) {
        this.goal = goal;
    }

    /** How many weights become zero. */
    record Share(
            @Params.Param(
                            help = "Share of the weights of each layer that become zero.",
                            byDefault = "50",
                            min = 1,
                            max = 99,
                            unit = "%")
                    double sparsity)
            implements Params {}

    /** Which pattern the zeros follow. */
    record Pattern(
            @Params.Param(
                            help =
                                    "N:M sets N of every M weights along the inputs to zero. 2:4 is"
                                            + " the one that GPUs know.",
                            byDefault = "2:4")
                    String pattern)
            implements Params {}

    /** The technique of a step. */
    static Technique of(PruneStep step) {
        boolean pattern =
                Stream.concat(
                                Stream.ofNullable(step.target()),
                                step.layers().stream().map(PruneStep.Rule::target))
                        .allMatch(Target.NM.class::isInstance);
        return pattern ? PATTERN : SINGLE;
    }

    /** The record that says how far to go. */
    Class<? extends Params> goal() {
        return goal;
    }

    /**
     * The target that a filled-in form asks for.
     *
     * @throws org.espalier.base.UserFacingException if it is not possible
     */
    Target target(Map<String, String> values) {
        return switch (this) {
            case SINGLE ->
                    new Target.Sparsity(
                            Math.round(
                                            Double.parseDouble(
                                                            values.getOrDefault("sparsity", "50"))
                                                    * 100)
                                    / 1e4);
            case PATTERN -> Target.NM.parse(values.getOrDefault("pattern", "2:4"));
        };
    }

    /** What to fill into a form for a target. */
    static Map<String, String> values(Target target) {
        return switch (target) {
            case Target.Sparsity s ->
                    Map.of("sparsity", plain(Math.round(s.share() * 1e4) / 100.0));
            case Target.NM nm -> Map.of("pattern", nm.toString());
        };
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    /** Key of its name. */
    String key() {
        return "recipe.technique." + name().toLowerCase(Locale.ROOT);
    }
}
