package org.espalier.ui.model;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.espalier.compress.LayerInputs;
import org.espalier.compress.Mask;
import org.espalier.model.Layer;
import org.espalier.model.LayerId;
import org.espalier.model.LayerSummary;
import org.espalier.model.MatrixLayout;
import org.espalier.report.Numbers;
import org.espalier.report.WeightHistogram;
import org.espalier.tensor.Tensor;
import org.espalier.ui.Background;
import org.espalier.ui.LayerRemoval;
import org.espalier.ui.PruningPlan;
import org.espalier.ui.Study;
import org.espalier.ui.Texts;
import org.espalier.ui.table.FilteredRows;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** The layers of the open model, which of them are shown, and the selected one. */
public final class ModelViewModel {
    private static final int BINS = 80;

    private final Texts texts;
    private final ModelWords words;
    private final FilteredRows<LayerRow> rows;
    private final StringProperty summary = new SimpleStringProperty("");
    private final ObservableList<String> warnings = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable LayerRow> selected = new SimpleObjectProperty<>();
    private final ReadOnlyObjectWrapper<@Nullable WeightHistogram> histogram =
            new ReadOnlyObjectWrapper<>();
    private final Background.Latest<Counted> counting;
    private final ObservableValue<PruningPlan> plan;
    private final WeightViewModel weights;
    private final GraphViewModel graph;
    private @Nullable Study study;
    private @Nullable Tensor weight;
    private @Nullable LayerRemoval removal;

    /** What was counted in a layer, and what would be removed from it. */
    private record Counted(WeightHistogram histogram, @Nullable Mask mask) {}

    /**
     * Weights are read on {@code background}.
     *
     * @param opener reads another model, to show the difference to it
     * @param plan what the schedule in hand would remove
     */
    public ModelViewModel(
            Background background,
            Function<Path, Study> opener,
            ObservableValue<PruningPlan> plan,
            Texts texts) {
        this.texts = texts;
        this.plan = plan;
        words = new ModelWords(texts);
        rows = new FilteredRows<>(LayerRow.FILTER, texts);
        counting = background.latest(this::counted, warnings::add);
        weights = new WeightViewModel(background, opener, texts, warnings::add);
        graph = new GraphViewModel(background, selected, texts, warnings::add);
        selected.subscribe(this::inspect);
        plan.subscribe(this::planned);
    }

    /** Shows another model. */
    public void open(Study opened) {
        study = opened;
        rows.all().setAll(rowsOf(opened));
        warnings.setAll(opened.warnings());
        summary.set(summaryOf(opened));
        rows.filter().set("");
        // The weights of one layer are there at once; the layout of a large graph takes longer.
        selected.set(rows.all().isEmpty() ? null : rows.all().get(opened.heaviest()));
        graph.open(opened, rows.all());
    }

    /** Rows tell what calibration learned; the selection stays on its layer. */
    private void planned(PruningPlan now) {
        Study opened = study;
        if (opened == null || now.network() != opened.network()) {
            return;
        }
        LayerRow before = selected.get();
        if (rows.all().stream()
                .anyMatch(row -> row.inputs() != now.inputs().get(row.layer().id()))) {
            rows.all().setAll(rowsOf(opened));
            graph.know(rows.all());
        }
        if (before != null) {
            rows.all().stream()
                    .filter(row -> row.layer().equals(before.layer()))
                    .findFirst()
                    .ifPresent(selected::set);
        }
        inspect(selected.get());
    }

    /** Selects a layer by name; the filter makes room for it. */
    public void select(LayerId layer) {
        rows.filter().set("");
        rows.all().stream().filter(row -> row.layer().id().equals(layer)).forEach(selected::set);
    }

    private List<LayerRow> rowsOf(Study of) {
        List<LayerSummary> layers = of.summary().layers();
        double largest = layers.stream().mapToDouble(LayerSummary::share).max().orElse(1);
        PruningPlan now = plan.getValue();
        Map<LayerId, LayerInputs> inputs = now.network() == of.network() ? now.inputs() : Map.of();
        return layers.stream()
                .map(layer -> new LayerRow(layer, largest, inputs.get(layer.layer().id())))
                .toList();
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
        Study opened = study;
        if (row == null || opened == null) {
            counting.forget();
            histogram.set(null);
            weight = null;
            weights.show(null, null);
            return;
        }
        Layer layer = row.layer();
        Tensor tensor = opened.network().weight(layer.weight());
        LayerRemoval planned = plan.getValue().removal(opened.network(), layer);
        if (weight != tensor) {
            histogram.set(null);
            weights.show(layer, tensor);
        }
        if (weight != tensor || !Objects.equals(removal, planned)) {
            weight = tensor;
            removal = planned;
            counting.submit(() -> count(tensor, layer.layout(), planned));
        }
    }

    private static Counted count(
            Tensor tensor, MatrixLayout layout, @Nullable LayerRemoval planned) {
        Mask mask = planned == null || planned.nothing() ? null : planned.mask();
        return new Counted(WeightHistogram.of(tensor, layout, BINS, mask), mask);
    }

    private void counted(Counted now) {
        weights.mask(now.mask());
        histogram.set(now.histogram());
    }

    /** A label and its value. */
    public record Fact(String label, String value) {}

    /** Facts of a layer, for the inspector. */
    public List<Fact> facts(LayerRow row) {
        return words.facts(row, weights.marginals().get());
    }

    /** One line on a layer: kind, channels, weights. */
    public String headline(LayerRow row) {
        return words.headline(row);
    }

    /** Caption of the weight map. */
    public String caption(LayerRow row) {
        return words.caption(row);
    }

    /** What the mask over the weights marks. */
    public String describeMask() {
        return words.mask(removal, weights.removed());
    }

    /** What the histogram shows: which part is removed, and by what. */
    public String describeHistogram() {
        return words.histogram(removal, histogram.get());
    }

    /** What the norms of a layer's inputs come from, or what to do to know them. */
    public String describeInputs(LayerRow row) {
        return words.inputs(row.inputs(), study == null ? null : study.data());
    }

    /** The rows of the layer table. */
    public FilteredRows<LayerRow> rows() {
        return rows;
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
