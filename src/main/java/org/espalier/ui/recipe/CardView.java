package org.espalier.ui.recipe;

import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.espalier.ui.Texts;
import org.espalier.ui.theme.Icons;
import org.kordamp.ikonli.feather.Feather;

/** One step: number, what it does, and what can be done with it. */
final class CardView extends HBox {
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
    private static final PseudoClass OFF = PseudoClass.getPseudoClass("off");

    private final Texts texts;
    private final int index;

    /** What the buttons of a card do, by its index. */
    interface Actions {
        /** Opens the wizard on it. */
        void edit(int card);

        /** Puts a copy behind it. */
        void duplicate(int card);

        /** Switches it off or on. */
        void toggle(int card);

        /** Takes it away. */
        void remove(int card);
    }

    CardView(StepCard card, Actions actions, Texts texts) {
        super(12);
        this.texts = texts;
        index = card.number() - 1;
        setId("step-" + card.number());
        getStyleClass().add("step-card");
        setAlignment(Pos.CENTER_LEFT);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.LIST_ITEM);
        setAccessibleText(
                texts.get("recipe.card.accessible", card.number(), card.title(), card.facts()));
        pseudoClassStateChanged(OFF, !card.enabled());
        VBox words = new VBox(2, label(card.title(), "card-title"), label(card.facts(), "muted"));
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        getChildren().setAll(badge(card), words, buttons(card, actions), handle());
    }

    private static StackPane badge(StepCard card) {
        StackPane badge = new StackPane(new Label(Integer.toString(card.number())));
        badge.getStyleClass().add("step-number");
        return badge;
    }

    private static Label label(String text, String style) {
        Label label = new Label(text);
        label.getStyleClass().add(style);
        label.setMinWidth(0);
        label.setTooltip(new Tooltip(text));
        return label;
    }

    private HBox buttons(StepCard card, Actions actions) {
        HBox box =
                new HBox(
                        button("edit", Feather.EDIT_2, () -> actions.edit(index)),
                        button("duplicate", Feather.COPY, () -> actions.duplicate(index)),
                        button(
                                card.enabled() ? "off" : "on",
                                card.enabled() ? Feather.EYE : Feather.EYE_OFF,
                                () -> actions.toggle(index)),
                        button("delete", Feather.TRASH_2, () -> actions.remove(index)));
        box.getStyleClass().add("step-buttons");
        box.setAlignment(Pos.CENTER);
        box.setMinWidth(USE_PREF_SIZE);
        return box;
    }

    private Button button(String action, Feather icon, Runnable does) {
        Button button = new Button("", Icons.of(icon, 14));
        button.setId("step-" + (index + 1) + "-" + action);
        button.getStyleClass().addAll("button-icon", "flat", "small");
        String name = texts.get("recipe.card." + action);
        button.setAccessibleText(name);
        button.setTooltip(new Tooltip(name));
        button.setOnAction(e -> does.run());
        // The keyboard does the same on the card itself.
        button.setFocusTraversable(false);
        return button;
    }

    private Label handle() {
        Label handle = new Label("", Icons.of(Feather.MENU, 14));
        handle.getStyleClass().add("step-handle");
        handle.setMinWidth(USE_PREF_SIZE);
        handle.setTooltip(new Tooltip(texts.get("recipe.card.drag")));
        return handle;
    }

    void select(boolean on) {
        pseudoClassStateChanged(SELECTED, on);
    }
}
