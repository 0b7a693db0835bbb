package org.espalier.ui.recipe;

import javafx.geometry.HPos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

import org.espalier.compress.Target;
import org.espalier.model.LayerId;
import org.espalier.report.Numbers;
import org.espalier.ui.Texts;
import org.espalier.ui.recipe.StepDraft.Extent;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** A line for each layer: whether it takes part, its weights, how far it goes, what that does. */
final class LayerTicks extends GridPane {
    private static final List<String> COLUMNS =
            List.of(
                    "recipe.layers.column.layer",
                    "recipe.layers.column.weights",
                    "recipe.layers.column.share",
                    "recipe.layers.column.target",
                    "recipe.layers.column.error");

    private final StepDraft draft;
    private final Texts texts;
    private final BiConsumer<LayerId, Boolean> tick;

    /** {@code tick} takes what is ticked and what no longer is. */
    LayerTicks(StepDraft draft, BiConsumer<LayerId, Boolean> tick, Texts texts) {
        super(14, 4);
        this.draft = draft;
        this.tick = tick;
        this.texts = texts;
        setId("layer-ticks");
        ColumnConstraints name = new ColumnConstraints();
        name.setHgrow(Priority.ALWAYS);
        getColumnConstraints().add(name);
        for (int i = 1; i < COLUMNS.size(); i++) {
            ColumnConstraints number = new ColumnConstraints();
            number.setHalignment(HPos.RIGHT);
            number.setMinWidth(USE_PREF_SIZE);
            getColumnConstraints().add(number);
        }
    }

    /** Lists these layers. */
    void show(List<LayerId> layers) {
        getChildren().clear();
        for (int i = 0; i < COLUMNS.size(); i++) {
            add(label(texts.get(COLUMNS.get(i)), "caption"), i, 0);
        }
        Map<LayerId, Target> targets = draft.targets();
        Set<LayerId> part = draft.step().targets(draft.sources().layers()).keySet();
        for (LayerId layer : layers) {
            line(layer, targets.getOrDefault(layer, new Target.Sparsity(0)), part.contains(layer));
        }
    }

    private void line(LayerId layer, Target target, boolean takesPart) {
        CheckBox box = new CheckBox(layer.name());
        box.setMnemonicParsing(false);
        box.setId("tick-" + layer.name());
        box.setSelected(takesPart);
        boolean chosen = draft.extent().get() == Extent.CHOSEN;
        box.setDisable(!chosen);
        box.selectedProperty().addListener((o, before, now) -> tick.accept(layer, now));
        LayerFacts facts = draft.sources().facts();
        Label error = label(error(layer, target), "muted");
        error.setTooltip(new Tooltip(texts.get("recipe.layers.error.tooltip")));
        addRow(
                getRowCount(),
                box,
                label(Numbers.count(facts.weights(layer)), "muted"),
                label(Numbers.percent(facts.share(layer)), "muted"),
                label(takesPart || chosen ? StepWords.spelled(target) : "–", "muted"),
                error);
    }

    private String error(LayerId layer, Target target) {
        String method = draft.choice().get().method().key();
        var error = draft.sources().facts().error(layer, method, target);
        return error.isPresent() ? Numbers.percent(error.getAsDouble()) : "–";
    }

    private static Label label(String text, String style) {
        Label label = new Label(text);
        label.getStyleClass().add(style);
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }
}
