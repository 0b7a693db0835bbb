package org.espalier.ui.recipe;

import javafx.scene.Scene;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.effect.ColorAdjust;
import javafx.scene.paint.Color;
import javafx.stage.StageStyle;
import javafx.stage.Window;

import org.controlsfx.dialog.Wizard;
import org.controlsfx.dialog.WizardPane;
import org.espalier.recipe.PruneStep;
import org.espalier.ui.Texts;

import java.util.List;
import java.util.Optional;

/** Asks for a step, page by page: goal, technique, settings, layers, check. */
final class StepWizard {
    private static final double DIMMED = -0.25;

    private final Texts texts;
    private final StepDraft draft;
    private final List<WizardPage> pages;

    StepWizard(RecipeViewModel recipe, StepDraft draft, Texts texts) {
        this.texts = texts;
        this.draft = draft;
        pages =
                List.of(
                        new GoalPage(draft, texts),
                        new TechniquePage(draft, recipe.words(), texts),
                        new SettingsPage(draft, texts),
                        new LayersPage(draft, texts),
                        new CheckPage(draft, recipe, texts));
    }

    /** Asks over a window, which is dimmed meanwhile; empty if the user cancels. */
    Optional<PruneStep> ask(Window owner) {
        Wizard wizard = new Wizard(owner, title());
        wizard.setFlow(new Wizard.LinearFlow(pages.toArray(WizardPane[]::new)));
        dress(wizard.getDialog(), owner.getScene());
        owner.getScene().getRoot().setEffect(new ColorAdjust(0, 0, DIMMED, 0));
        try {
            return wizard.showAndWait()
                    .filter(ButtonType.FINISH::equals)
                    .map(finished -> draft.checked());
        } finally {
            owner.getScene().getRoot().setEffect(null);
        }
    }

    private String title() {
        return texts.get(draft.changes() ? "recipe.wizard.change" : "recipe.wizard.add");
    }

    /** The pages look like the window below them. */
    private void dress(Dialog<?> dialog, Scene below) {
        dialog.initStyle(StageStyle.TRANSPARENT);
        for (WizardPage page : pages) {
            page.outline(title(), pages);
            boolean dark = below.getRoot().getStyleClass().contains("dark");
            page.getStyleClass().add(dark ? "dark" : "light");
        }
        Scene scene = dialog.getDialogPane().getScene();
        scene.setFill(Color.TRANSPARENT);
        scene.setUserAgentStylesheet(below.getUserAgentStylesheet());
        scene.getStylesheets().setAll(below.getStylesheets());
    }
}
