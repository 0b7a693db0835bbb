package org.espalier.ui.model;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.controlsfx.control.SegmentedButton;
import org.espalier.compress.LayerInputs;
import org.espalier.report.InputNorms;
import org.espalier.report.Palette;
import org.espalier.report.WeightHistogram;
import org.espalier.report.WeightMarginals;
import org.espalier.ui.Texts;
import org.espalier.ui.chart.FigureView;
import org.espalier.ui.form.OneChosen;
import org.espalier.ui.theme.SideBar;
import org.jspecify.annotations.Nullable;

import java.util.Locale;

/** One chart of the selected layer at a time, and the switch between them. */
final class LayerCharts extends VBox {
    private static final double LEAST = 84;
    private static final double USUAL = 100;
    private static final double MOST = 150;

    private enum Chart {
        WEIGHTS("model.chart.weights"),
        OUTPUTS("model.chart.outputs"),
        INPUTS("model.chart.inputs"),
        ACTIVATIONS("model.chart.activations");

        private final String key;

        Chart(String key) {
            this.key = key;
        }
    }

    private final ModelViewModel model;
    private final Texts texts;
    private final ObjectProperty<Chart> chosen = new SimpleObjectProperty<>(Chart.WEIGHTS);
    private final Label caption = new Label();
    private final FigureView figure;

    LayerCharts(ModelViewModel model, ObservableValue<Palette> palette, Texts texts) {
        super(6);
        this.model = model;
        this.texts = texts;
        figure = new FigureView(palette, texts);
        figure.setId("layer-chart");
        figure.setMinHeight(LEAST);
        figure.setPrefHeight(USUAL);
        figure.setMaxHeight(MOST);
        VBox.setVgrow(figure, Priority.ALWAYS);
        caption.setId("layer-chart-caption");
        caption.setMinHeight(USE_PREF_SIZE);
        getChildren().setAll(choice(), SideBar.caption(caption), figure);
        chosen.subscribe(this::show);
        model.selected().subscribe(this::show);
        model.histogram().subscribe(this::show);
        model.weights().marginals().subscribe(this::show);
        show();
    }

    private SegmentedButton choice() {
        SegmentedButton segments = new SegmentedButton();
        segments.setToggleGroup(new OneChosen());
        segments.getStyleClass().add("segments");
        for (Chart chart : Chart.values()) {
            ToggleButton button = new ToggleButton(texts.get(chart.key));
            button.setId("chart-" + chart.name().toLowerCase(Locale.ROOT));
            button.setTooltip(new Tooltip(texts.get(chart.key + ".tooltip")));
            button.getStyleClass().add("small");
            button.setSelected(chart == chosen.get());
            button.setOnAction(e -> chosen.set(chart));
            segments.getButtons().add(button);
        }
        return segments;
    }

    private void show() {
        LayerRow row = model.selected().get();
        if (row != null) {
            switch (chosen.get()) {
                case WEIGHTS -> weights(model.histogram().get());
                case OUTPUTS -> sums(model.weights().marginals().get(), true);
                case INPUTS -> sums(model.weights().marginals().get(), false);
                case ACTIVATIONS -> activations(row);
            }
        }
    }

    private void weights(@Nullable WeightHistogram counts) {
        caption.setText(model.describeHistogram());
        figure.show(counts == null ? null : counts::figure);
    }

    private void sums(@Nullable WeightMarginals sums, boolean rows) {
        boolean zeros = sums != null && sums.hasZeros();
        String of = rows ? "model.rows." : "model.columns.";
        caption.setText(texts.get(of + (zeros ? "zeros" : "norms")));
        if (sums == null) {
            figure.show(null);
        } else if (rows) {
            figure.show((width, height, palette) -> sums.rows(zeros, width, height, palette));
        } else {
            figure.show((width, height, palette) -> sums.columns(zeros, width, height, palette));
        }
    }

    private void activations(LayerRow row) {
        LayerInputs inputs = row.inputs();
        caption.setText(model.describeInputs(row));
        figure.show(inputs == null ? null : new InputNorms(inputs.norms())::figure);
    }
}
