package org.espalier.ui.recipe;

import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

import org.espalier.ui.Texts;

/** The recipes to begin with, each with when to use it. */
final class StarterGallery extends VBox {
    private final Texts texts;

    StarterGallery(RecipeViewModel recipe, Texts texts) {
        super(10);
        this.texts = texts;
        setId("starters");
        getStyleClass().add("starters");
        Label title = new Label(texts.get("recipe.starters"));
        title.getStyleClass().add("caption");
        getChildren().add(title);
        getChildren()
                .add(card("recipe.starter.schedule", "starter-schedule", recipe::addScheduled));
        for (Starter starter : Starter.values()) {
            String id = "starter-" + starter.name();
            Runnable add = () -> recipe.add(texts.get(starter.key()), starter.yaml());
            getChildren().add(card(starter.key(), id, add));
        }
    }

    private ChoiceCard card(String key, String id, Runnable action) {
        ChoiceCard card = new ChoiceCard(texts.get(key), "", "plain", texts.get(key + ".text"));
        card.setId(id);
        card.setOnAction(
                e -> {
                    card.setSelected(false);
                    action.run();
                });
        return card;
    }
}
