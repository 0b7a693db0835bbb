package org.espalier.ui.recipe;

import javafx.scene.control.Label;

import org.controlsfx.dialog.Wizard;
import org.espalier.compress.MethodFacts;
import org.espalier.ui.Texts;
import org.espalier.ui.form.FormView;

import java.util.List;

/** The settings of the chosen technique and method. */
final class SettingsPage extends WizardPage {
    private final StepDraft draft;

    SettingsPage(StepDraft draft, Texts texts) {
        super("recipe.settings", texts);
        this.draft = draft;
    }

    @Override
    void enter(Wizard wizard) {
        MethodFacts facts = draft.choice().get().method().facts();
        subtitle(texts().get("recipe.settings.facts", facts.title(), facts.summary()));
        Label source = new Label(texts().get("recipe.settings.source", facts.source()));
        source.getStyleClass().add("caption");
        source.setWrapText(true);
        body(List.of(new FormView(draft.form(), texts()), source));
        draft.form().valid().subscribe(valid -> wizard.setInvalid(!valid));
    }
}
