package org.espalier.ui.recipe;

import org.controlsfx.dialog.Wizard;
import org.espalier.project.Goals;
import org.espalier.report.Numbers;
import org.espalier.ui.Texts;
import org.espalier.ui.recipe.TechniqueAdvisor.Wish;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the step is for, beside the goals of the project. */
final class GoalPage extends WizardPage {
    GoalPage(StepDraft draft, Texts texts) {
        super("recipe.goal", texts);
        ChoiceList<Wish> list = new ChoiceList<>(draft.wish()::set);
        for (Wish wish : Wish.values()) {
            String name = wish.name().toLowerCase(Locale.ROOT);
            String key = "recipe.wish." + name;
            ChoiceCard card = new ChoiceCard(texts.get(key), "", "plain", texts.get(key + ".text"));
            list.add("wish-" + name, card, wish, wish == draft.wish().get());
        }
        body(list.cards());
        subtitle(goals(draft.sources().situation().goals(), texts));
    }

    /** The goals in a sentence. */
    static String goals(Goals goals, Texts texts) {
        List<String> parts = new ArrayList<>();
        if (goals.highestMillis() != null) {
            parts.add(texts.get("recipe.goals.most", Numbers.millis(goals.highestMillis())));
        }
        if (goals.largestBytes() != null) {
            parts.add(texts.get("recipe.goals.most", Numbers.bytes(goals.largestBytes())));
        }
        if (goals.leastAccuracy() != null) {
            parts.add(texts.get("recipe.goals.least", Numbers.percent(goals.leastAccuracy())));
        }
        return parts.isEmpty()
                ? texts.get("recipe.goals.none")
                : texts.get("recipe.goals.some", String.join(", ", parts));
    }

    @Override
    void enter(Wizard wizard) {
        // Either answer will do.
    }
}
