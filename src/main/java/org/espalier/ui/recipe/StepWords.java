package org.espalier.ui.recipe;

import org.espalier.compress.MethodCatalog;
import org.espalier.compress.ParamsSchema;
import org.espalier.compress.Target;
import org.espalier.model.LayerId;
import org.espalier.recipe.DropStep;
import org.espalier.recipe.PruneStep;
import org.espalier.recipe.Recipe;
import org.espalier.recipe.RecipeStep;
import org.espalier.recipe.TargetSpread;
import org.espalier.report.Numbers;
import org.espalier.ui.Texts;

import java.util.ArrayList;
import java.util.Collection;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Says in words what steps do. */
record StepWords(MethodCatalog methods, Texts texts) {
    private static final String BETWEEN = " · ";

    /** The cards of a recipe. */
    List<StepCard> cards(Recipe recipe, Collection<LayerId> layers) {
        return IntStream.range(0, recipe.steps().size())
                .mapToObj(i -> card(i + 1, recipe.steps().get(i), layers))
                .toList();
    }

    private StepCard card(int number, RecipeStep step, Collection<LayerId> layers) {
        List<String> facts = new ArrayList<>();
        if (!step.enabled()) {
            facts.add(texts.get("recipe.card.off"));
        }
        String title =
                switch (step) {
                    case PruneStep prune -> {
                        facts.addAll(facts(prune, layers));
                        yield title(prune, layers);
                    }
                    case DropStep drop -> {
                        facts.add(which(drop));
                        yield texts.get("recipe.card.drop");
                    }
                };
        return new StepCard(number, title, String.join(BETWEEN, facts), step.enabled());
    }

    /** Which blocks a step takes out. */
    String which(DropStep step) {
        return switch (step.choice()) {
            case DropStep.Choice.Influence influence ->
                    texts.get("recipe.card.influence", influence.count());
            case DropStep.Choice.Named named -> String.join(", ", named.names());
        };
    }

    private List<String> facts(PruneStep step, Collection<LayerId> layers) {
        List<String> facts = new ArrayList<>();
        facts.add(methods.find(step.method()).facts().title());
        facts.add(targets(step, layers));
        if (step.course().spread() == TargetSpread.OWL) {
            facts.add(texts.get("recipe.card.owl"));
        }
        ParamsSchema.written(step.params()).forEach((name, value) -> facts.add(name + " " + value));
        facts.add(layers(step, layers));
        return facts;
    }

    private String title(PruneStep step, Collection<LayerId> layers) {
        return Technique.of(step) == Technique.PATTERN
                ? texts.get("recipe.card.pattern", targets(step, layers))
                : texts.get(Technique.SINGLE.key());
    }

    /** How far the step goes: one target, or the range of several. */
    String targets(PruneStep step, Collection<LayerId> layers) {
        List<Target> targets = step.targets(layers).values().stream().distinct().toList();
        if (targets.isEmpty()) {
            return texts.get("recipe.card.nothing");
        }
        if (targets.size() == 1) {
            return spelled(targets.getFirst());
        }
        DoubleSummaryStatistics range =
                targets.stream().mapToDouble(Target::sparsity).summaryStatistics();
        return texts.get(
                "recipe.card.range",
                Numbers.percent(range.getMin()),
                Numbers.percent(range.getMax()));
    }

    /** A share in percent, or a pattern. */
    static String spelled(Target target) {
        return switch (target) {
            case Target.Sparsity s -> Numbers.percent(s.share());
            case Target.NM nm -> nm.toString();
        };
    }

    /** Which layers the step works on. */
    String layers(PruneStep step, Collection<LayerId> layers) {
        Map<LayerId, Target> targets = step.targets(layers);
        if (targets.size() == 1) {
            return targets.keySet().iterator().next().name();
        }
        return targets.size() == layers.size()
                ? texts.get("recipe.card.all", layers.size())
                : texts.get("recipe.card.some", targets.size(), layers.size());
    }

    /** What a step will do, in sentences. */
    String sentence(PruneStep step, Collection<LayerId> layers) {
        String what =
                texts.get(
                        "recipe.check.does",
                        methods.find(step.method()).facts().title(),
                        targets(step, layers),
                        layers(step, layers));
        return what + " " + methods.find(step.method()).facts().summary();
    }

    /** A phrase with its arguments filled in. */
    String say(Advice.Phrase phrase) {
        return texts.get(phrase.key(), phrase.arguments().toArray());
    }
}
