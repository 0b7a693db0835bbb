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
import org.espalier.model.LayerId;
import org.espalier.model.LayerSummary;
import org.espalier.report.Numbers;
import org.espalier.report.WeightHistogram;
import org.espalier.report.WeightMarginals;
import org.espalier.tensor.Tensor;
import org.espalier.ui.Background;
import org.espalier.ui.Study;
import org.espalier.ui.Texts;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** The layers of the open model, which of them are shown, and the selected one. */
public final class ModelViewModel {
    private static final int BINS = 80;

    private final Texts texts;
    private final ObservableList<LayerRow> rows = FXCollections.observableArrayList();
    private final FilteredList<LayerRow> shown = new FilteredList<>(rows);
    private final StringProperty filter = new SimpleStringProperty("");
    private final StringProperty summary = new SimpleStringProperty("");
    private final ObservableList<String> warnings = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable LayerRow> selected = new SimpleObjectProperty<>();
    private final ReadOnlyObjectWrapper<@Nullable WeightHistogram> histogram =
            new ReadOnlyObjectWrapper<>();
    private final Background.Latest<WeightHistogram> counting;
    private final WeightViewModel weights;
    private final GraphViewModel graph;
    private final ReadOnlyStringWrapper filterProblem = new ReadOnlyStringWrapper("");
    private @Nullable Study study;

    /**
     * Weights are read on {@code background}.
     *
     * @param opener reads another model, to show the difference to it
     */
    public ModelViewModel(Background background, Function<Path, Study> opener, Texts texts) {
        this.texts = texts;
        counting = background.latest(histogram::set, warnings::add);
        weights = new WeightViewModel(background, opener, texts, warnings::add);
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

    /** Selects a layer by name; the filter makes room for it. */
    public void select(LayerId layer) {
        filter.set("");
        rows.stream().filter(row -> row.layer().id().equals(layer)).forEach(selected::set);
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
        histogram.set(null);
        if (row == null || study == null) {
            counting.forget();
            weights.show(null, null);
            return;
        }
        Tensor weight = study.network().weight(row.layer().weight());
        weights.show(row.layer(), weight);
        counting.submit(() -> WeightHistogram.of(weight, BINS));
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
        if (row.summary().pattern24()) {
            return texts.get("model.fits.yes");
        }
        WeightMarginals sums = weights.marginals().get();
        return sums == null
                ? texts.get("model.fits.no")
                : texts.get("model.fits.share", Numbers.wholePercent(sums.fitting()));
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

    /** Caption of the weight map: the size of the matrix and how to look at it. */
    public String caption(LayerRow row) {
        var layout = row.layer().layout();
        return texts.get(
                "model.weights", Numbers.count(layout.rows()), Numbers.count(layout.columns()));
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

    /** The selected layer's weights as a map. */
    public WeightViewModel weights() {
        return weights;
    }

    /** How the selected layer's weights are distributed, null until they are counted. */
    public ReadOnlyObjectProperty<@Nullable WeightHistogram> histogram() {
        return histogram.getReadOnlyProperty();
    }
}
