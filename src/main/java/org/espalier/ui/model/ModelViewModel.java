package org.espalier.ui.model;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;

import org.espalier.model.Layer;
import org.espalier.model.LayerSummary;
import org.espalier.report.Numbers;
import org.espalier.report.WeightHistogram;
import org.espalier.report.WeightPicture;
import org.espalier.tensor.Tensor;
import org.espalier.ui.Background;
import org.espalier.ui.Study;
import org.espalier.ui.Texts;
import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The layers of the open model, which of them are shown, and the selected one. */
public final class ModelViewModel {
    private static final int CELLS = 320;
    private static final int BINS = 80;

    private final Texts texts;
    private final ObservableList<LayerRow> rows = FXCollections.observableArrayList();
    private final FilteredList<LayerRow> shown = new FilteredList<>(rows);
    private final StringProperty filter = new SimpleStringProperty("");
    private final StringProperty summary = new SimpleStringProperty("");
    private final ObservableList<String> warnings = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable LayerRow> selected = new SimpleObjectProperty<>();
    private final ReadOnlyObjectWrapper<@Nullable LayerPicture> picture =
            new ReadOnlyObjectWrapper<>();
    private final Background.Latest<LayerPicture> pictures;
    private final GraphViewModel graph;
    private final ReadOnlyStringWrapper filterProblem = new ReadOnlyStringWrapper("");
    private @Nullable Study study;

    /** Weights are read on {@code background}. */
    public ModelViewModel(Background background, Texts texts) {
        this.texts = texts;
        pictures = background.latest(picture::set, warnings::add);
        graph = new GraphViewModel(background, selected, texts, warnings::add);
        filter.subscribe(this::narrow);
        selected.subscribe(this::inspect);
    }

    /** Shows another model. */
    public void open(Study opened) {
        study = opened;
        rows.setAll(rowsOf(opened));
        warnings.setAll(opened.warnings());
        summary.set(summaryOf(opened));
        filter.set("");
        graph.open(opened, rows);
        selected.set(rows.stream().max(Comparator.comparing(LayerRow::weights)).orElse(null));
    }

    /** While a filter is not understood, the last one that was stays. */
    private void narrow(String text) {
        try {
            shown.setPredicate(LayerFilter.parse(text));
            filterProblem.set("");
        } catch (LayerFilter.Misunderstood e) {
            filterProblem.set(texts.get(e.key(), e.what(), LayerFilter.known()));
        }
    }

    private static List<LayerRow> rowsOf(Study study) {
        List<LayerSummary> layers = study.summary().layers();
        double largest = layers.stream().mapToDouble(LayerSummary::share).max().orElse(1);
        return layers.stream().map(layer -> new LayerRow(layer, largest)).toList();
    }

    private String summaryOf(Study study) {
        long weights = study.layers().stream().mapToLong(Layer::weightCount).sum();
        return texts.get(
                "model.summary",
                study.layers().size(),
                study.network().nodes().size(),
                Numbers.compact(weights));
    }

    private void inspect(@Nullable LayerRow row) {
        picture.set(null);
        if (row == null || study == null) {
            pictures.forget();
            return;
        }
        Tensor weight = study.network().weight(row.layer().weight());
        pictures.submit(() -> pictureOf(row.layer(), weight));
    }

    private static LayerPicture pictureOf(Layer layer, Tensor weight) {
        return new LayerPicture(
                layer.id(),
                WeightPicture.of(weight, layer.layout(), CELLS, CELLS),
                WeightHistogram.of(weight, BINS));
    }

    /** Facts of a layer as label and value, for the inspector. */
    public List<Fact> facts(LayerRow row) {
        var summary = row.summary();
        String norms =
                Numbers.three(summary.leastNorm()) + " – " + Numbers.three(summary.greatestNorm());
        return List.of(
                new Fact(texts.get("model.fact.zeros"), Numbers.percent(row.zeros())),
                new Fact(texts.get("model.fact.norms"), norms),
                new Fact(texts.get("model.fact.dead"), Numbers.count(summary.deadRows())),
                new Fact(texts.get("model.fact.fits"), fits(row)),
                new Fact(texts.get("model.fact.nan"), Numbers.count(summary.notFinite())),
                new Fact(texts.get("model.fact.macs"), macs(row)),
                new Fact(texts.get("model.fact.weight"), row.layer().weight()));
    }

    /** A label and its value. */
    public record Fact(String label, String value) {}

    private String fits(LayerRow row) {
        return texts.get(row.summary().pattern24() ? "model.fits.yes" : "model.fits.no");
    }

    /** Multiply-accumulates in words. */
    public String macs(LayerRow row) {
        return row.macs() < 0 ? texts.get("unknown") : Numbers.compact(row.macs());
    }

    /** One line on a layer: kind, channels, weights and share. */
    public String headline(LayerRow row) {
        return texts.get(
                "layer.headline",
                row.kind(),
                row.inOut(),
                Numbers.count(row.weights()),
                Numbers.percent(row.share()));
    }

    /** Caption of the weight heatmap: the matrix and how much of it a cell covers. */
    public String caption(LayerRow row, LayerPicture picture) {
        var layout = row.layer().layout();
        String size =
                "%,d × %,d".formatted(layout.rows(), layout.columns()).toLowerCase(Locale.ROOT);
        boolean whole =
                picture.weights().rows() == layout.rows()
                        && picture.weights().columns() == layout.columns();
        return texts.get(whole ? "model.weights.whole" : "model.weights.means", size);
    }

    /** Rows that pass the filter. */
    public ObservableList<LayerRow> shown() {
        return shown;
    }

    /** What the user typed into the filter field. */
    public StringProperty filter() {
        return filter;
    }

    /** What is wrong with the filter; empty if nothing is. */
    public ReadOnlyStringProperty filterProblem() {
        return filterProblem.getReadOnlyProperty();
    }

    /** The graph beside the table. */
    public GraphViewModel graph() {
        return graph;
    }

    /** One line under the table. */
    public StringProperty summary() {
        return summary;
    }

    /** What the user should know of the model. */
    public ObservableList<String> warnings() {
        return warnings;
    }

    /** The selected row. */
    public ObjectProperty<@Nullable LayerRow> selected() {
        return selected;
    }

    /** The selected layer's weights, null until they are read. */
    public ReadOnlyObjectProperty<@Nullable LayerPicture> picture() {
        return picture.getReadOnlyProperty();
    }
}
