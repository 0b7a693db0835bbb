package org.espalier.ui.recipe;

import javafx.scene.Node;
import javafx.scene.control.Label;

import org.controlsfx.dialog.Wizard;
import org.espalier.base.UserFacingException;
import org.espalier.recipe.PruneStep;
import org.espalier.ui.Texts;

import java.util.List;

/** What the step will do, how it is spelled, and what it takes; or what is wrong with it. */
final class CheckPage extends WizardPage {
    private final StepDraft draft;
    private final RecipeViewModel recipe;

    CheckPage(StepDraft draft, RecipeViewModel recipe, Texts texts) {
        super("recipe.check", texts);
        this.draft = draft;
        this.recipe = recipe;
    }

    @Override
    void enter(Wizard wizard) {
        try {
            body(facts(draft.checked()));
        } catch (UserFacingException e) {
            wizard.setInvalid(true);
            body(List.of(label(e.getMessage(), "form-error")));
        }
    }

    private List<Node> facts(PruneStep step) {
        Label yaml = label(step.toYaml().stripTrailing(), "code");
        yaml.setId("check-yaml");
        yaml.getStyleClass().add("code-block");
        yaml.setMaxWidth(Double.MAX_VALUE);
        return List.of(
                label(recipe.words().sentence(step, draft.sources().layers()), "plain"),
                yaml,
                label(texts().get("recipe.check.takes"), "card-title"),
                label(recipe.estimate(step), "muted"));
    }

    private static Label label(String text, String style) {
        Label label = new Label(text);
        label.getStyleClass().add(style);
        label.setWrapText(true);
        return label;
    }
}
