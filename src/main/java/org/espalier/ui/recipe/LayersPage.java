package org.espalier.ui.recipe;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.controlsfx.dialog.Wizard;
import org.espalier.model.LayerId;
import org.espalier.ui.Texts;
import org.espalier.ui.recipe.StepDraft.Extent;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Which layers take part. */
final class LayersPage extends WizardPage {
    private final StepDraft draft;
    private final LayerTicks ticks;
    private final TextField filter = new TextField();
    private final Label count = new Label();
    private final HBox buttons;
    private final VBox picker;

    LayersPage(StepDraft draft, Texts texts) {
        super("recipe.layers", texts);
        this.draft = draft;
        ticks = new LayerTicks(draft, this::set, texts);
        filter.setId("tick-filter");
        filter.setPromptText(texts.get("recipe.layers.filter"));
        filter.setAccessibleText(texts.get("recipe.layers.filter"));
        filter.textProperty().addListener((o, before, now) -> ticks.show(shown()));
        HBox.setHgrow(filter, Priority.ALWAYS);
        count.getStyleClass().add("caption");
        buttons =
                new HBox(
                        8,
                        button("recipe.layers.tick", true),
                        button("recipe.layers.untick", false));
        picker = new VBox(8, new HBox(8, filter, buttons), ticks, count);
        picker.getStyleClass().add("card");
    }

    private Button button(String key, boolean tick) {
        Button button = new Button(texts().get(key));
        button.setId(tick ? "tick-all" : "tick-none");
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(
                e -> {
                    shown().forEach(layer -> set(layer, tick));
                    list();
                });
        return button;
    }

    private List<LayerId> shown() {
        String words = filter.getText().strip().toLowerCase(Locale.ROOT);
        return draft.sources().layers().stream()
                .filter(layer -> layer.name().toLowerCase(Locale.ROOT).contains(words))
                .toList();
    }

    private void set(LayerId layer, boolean tick) {
        if (tick) {
            draft.ticked().add(layer);
        } else {
            draft.ticked().remove(layer);
        }
        count();
    }

    private void count() {
        int part = draft.step().targets(draft.sources().layers()).size();
        count.setText(texts().get("recipe.card.some", part, draft.sources().layers().size()));
    }

    private void list() {
        ticks.show(shown());
        count();
    }

    @Override
    void enter(Wizard wizard) {
        if (!draft.extents().contains(draft.extent().get())) {
            draft.extent().set(Extent.ALL);
        }
        ChoiceList<Extent> list = new ChoiceList<>(this::choose);
        for (Extent extent : draft.extents()) {
            String name = extent.name().toLowerCase(Locale.ROOT);
            String key = "recipe.extent." + name;
            ChoiceCard card =
                    new ChoiceCard(texts().get(key), "", "plain", texts().get(key + ".text"));
            list.add("extent-" + name, card, extent, extent == draft.extent().get());
        }
        List<Node> nodes = new ArrayList<>(list.cards());
        if (!draft.whyNoOwl().isEmpty()) {
            nodes.add(off("recipe.extent.owl", draft.whyNoOwl()));
        }
        nodes.add(picker);
        body(nodes);
        choose(draft.extent().get());
    }

    /** A way to choose layers that this step does not have, with the reason. */
    private ChoiceCard off(String key, String why) {
        ChoiceCard card =
                new ChoiceCard(
                        texts().get(key),
                        texts().get("recipe.extent.off"),
                        "impossible",
                        texts().get(why));
        card.setId("extent-owl");
        card.setDisable(true);
        return card;
    }

    private void choose(Extent extent) {
        draft.extent().set(extent);
        buttons.setDisable(extent != Extent.CHOSEN);
        list();
    }
}
