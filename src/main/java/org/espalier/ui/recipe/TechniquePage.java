package org.espalier.ui.recipe;

import org.controlsfx.dialog.Wizard;
import org.espalier.ui.Texts;
import org.espalier.ui.recipe.Advice.Standing;

import java.util.List;
import java.util.stream.Collectors;

/** What can be done, the best first, with what fits and why the others do not. */
final class TechniquePage extends WizardPage {
    private final StepDraft draft;
    private final StepWords words;

    TechniquePage(StepDraft draft, StepWords words, Texts texts) {
        super("recipe.choice", texts);
        this.draft = draft;
        this.words = words;
        subtitle(GoalPage.goals(draft.sources().situation().goals(), texts));
    }

    @Override
    void enter(Wizard wizard) {
        List<Advice> all = draft.advice();
        draft.follow();
        ChoiceList<Advice> list =
                new ChoiceList<>(
                        advice -> {
                            draft.choose(advice);
                            wizard.setInvalid(advice.standing() == Standing.IMPOSSIBLE);
                        });
        for (Advice advice : all) {
            String title =
                    texts().get(
                                    "recipe.choice.card",
                                    texts().get(advice.technique().key()),
                                    advice.method().facts().title());
            String text =
                    advice.reasons().stream().map(words::say).collect(Collectors.joining(" "));
            ChoiceCard card =
                    new ChoiceCard(
                            title, words.say(advice.status()), advice.standing().name(), text);
            String id = "technique-" + advice.technique() + "-" + advice.method().key();
            list.add(id, card, advice, advice.equals(draft.choice().get()));
        }
        body(list.cards());
    }
}
