package org.espalier.ui.model;

import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.espalier.report.Palette;
import org.espalier.report.WeightHistogram;
import org.espalier.ui.Texts;
import org.espalier.ui.chart.FigureView;
import org.espalier.ui.theme.SideBar;
import org.jspecify.annotations.Nullable;

/** What is inside the selected layer: its weights as a heatmap and a histogram, and facts. */
final class LayerInspector extends VBox {
    private static final double HISTOGRAM = 120;

    private final ModelViewModel model;
    private final Texts texts;
    private final Label name = new Label();
    private final Label headline = new Label();
    private final Label caption = new Label();
    private final WeightView weights;
    private final FigureView histogram;
    private final GridPane facts = new GridPane();

    LayerInspector(ModelViewModel model, ObservableValue<Palette> palette, Texts texts) {
        this.model = model;
        this.texts = texts;
        weights = new WeightView(model.weights(), palette, texts);
        histogram = FigureView.ofHeight(HISTOGRAM, palette, texts);
        getStyleClass().add("inspector");
        name.getStyleClass().add("section-title");
        headline.getStyleClass().add("muted");
        headline.setWrapText(true);
        facts.getStyleClass().add("facts");
        ColumnConstraints label = new ColumnConstraints();
        label.setHgrow(Priority.NEVER);
        label.setMinWidth(USE_PREF_SIZE);
        facts.getColumnConstraints().add(label);
        fill();
        model.selected().subscribe(this::show);
        model.histogram().subscribe(this::show);
        model.weights().marginals().subscribe(() -> show(model.selected().get()));
    }

    private void fill() {
        getChildren()
                .setAll(
                        name,
                        headline,
                        SideBar.caption(caption),
                        weights,
                        SideBar.caption(new Label(texts.get("model.histogram"))),
                        histogram,
                        facts);
    }

    private void show(@Nullable LayerRow row) {
        setVisible(row != null);
        if (row == null) {
            return;
        }
        name.setText(row.name());
        headline.setText(model.headline(row));
        caption.setText(model.caption(row));
        facts.getChildren().clear();
        for (ModelViewModel.Fact fact : model.facts(row)) {
            Label label = new Label(fact.label());
            label.getStyleClass().add("muted");
            Label value = new Label(fact.value());
            value.setWrapText(true);
            facts.addRow(facts.getRowCount(), label, value);
        }
    }

    private void show(@Nullable WeightHistogram counts) {
        histogram.show(counts == null ? null : counts::figure);
    }
}
