package org.espalier.ui.model;

import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.espalier.report.Palette;
import org.espalier.ui.Texts;
import org.espalier.ui.theme.SideBar;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** What is inside the selected layer: its weights as a map, a chart, and facts. */
final class LayerInspector extends VBox {
    private final ModelViewModel model;
    private final Label name = new Label();
    private final Label headline = new Label();
    private final Label caption = new Label();
    private final FlowPane facts = new FlowPane(16, 4);

    LayerInspector(ModelViewModel model, ObservableValue<Palette> palette, Texts texts) {
        this.model = model;
        WeightView weights = new WeightView(model, palette, texts);
        LayerCharts charts = new LayerCharts(model, palette, texts);
        VBox.setVgrow(weights, Priority.ALWAYS);
        VBox.setVgrow(charts, Priority.ALWAYS);
        getStyleClass().add("inspector");
        name.getStyleClass().add("section-title");
        headline.getStyleClass().add("muted");
        headline.setId("layer-headline");
        facts.setId("layer-facts-model");
        facts.setMinHeight(USE_PREF_SIZE);
        for (Label label : List.of(name, headline, SideBar.caption(caption))) {
            label.setWrapText(true);
            label.setMinHeight(USE_PREF_SIZE);
        }
        getChildren().setAll(name, headline, caption, weights, charts, facts);
        model.selected().subscribe(this::show);
        model.weights().marginals().subscribe(() -> show(model.selected().get()));
    }

    private void show(@Nullable LayerRow row) {
        setVisible(row != null);
        if (row == null) {
            return;
        }
        name.setText(row.name());
        headline.setText(model.headline(row));
        caption.setText(model.caption(row));
        facts.getChildren().setAll(model.facts(row).stream().map(this::fact).toList());
    }

    private HBox fact(ModelViewModel.Fact fact) {
        Label label = new Label(fact.label());
        label.getStyleClass().add("muted");
        label.setMinWidth(USE_PREF_SIZE);
        Label value = new Label(fact.value());
        value.setWrapText(true);
        HBox pair = new HBox(6, label, value);
        pair.setAlignment(Pos.TOP_LEFT);
        pair.maxWidthProperty().bind(facts.widthProperty());
        return pair;
    }
}
