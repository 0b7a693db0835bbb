package org.espalier.ui.tune;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;

import org.espalier.analyze.BudgetSolver;
import org.espalier.analyze.Preset;
import org.espalier.analyze.Schedule;
import org.espalier.analyze.ScheduleTotals;
import org.espalier.analyze.SensitivityTable;
import org.espalier.analyze.SensitivityTable.Measure;
import org.espalier.analyze.UniformPreset;
import org.espalier.compress.LayerStatistics;
import org.espalier.compress.MethodCatalog;
import org.espalier.compress.prune.PruneParams;
import org.espalier.compress.prune.PruningMethod;
import org.espalier.compress.prune.Scope;
import org.espalier.job.JobEvent;
import org.espalier.job.JobResult;
import org.espalier.measure.Estimate;
import org.espalier.model.Layer;
import org.espalier.model.LayerId;
import org.espalier.recipe.Recipe;
import org.espalier.recipe.RecipeStep;
import org.espalier.report.DamageFigure;
import org.espalier.report.SensitivityFigure;
import org.espalier.tensor.Tensor;
import org.espalier.ui.Background;
import org.espalier.ui.Study;
import org.espalier.ui.Texts;
import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The schedule in hand, what is known of each layer's sensitivity, and what the schedule would come
 * to. Edits answer at once: the tiles and the figure follow in the same call.
 */
public final class TuneViewModel {
    private static final double FIRST_BUDGET = 0.6;

    private final ScanJobs jobs;
    private final TuneTiles tileTexts;
    private final TuneWords words;
    private final List<PruningMethod> methods;
    private final ScheduleEditor editor = new ScheduleEditor();
    private final Sensitivities tables = new Sensitivities();
    private final ObjectProperty<PruningMethod> method;
    private final BooleanProperty measured = new SimpleBooleanProperty();
    private final IntegerProperty selected = new SimpleIntegerProperty(-1);
    private final ReadOnlyObjectWrapper<@Nullable SensitivityFigure> figure =
            new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<List<Tile>> tiles = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<@Nullable LayerPreview> preview =
            new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper("");
    private final Background.Latest<LayerPreview> previews;
    private final Background.Latest<Preset.Plan> plans;
    private Baseline baseline = Baseline.UNKNOWN;
    private @Nullable Study study;
    private boolean touched;

    /** Methods that prune single weights are offered; slow work goes to {@code background}. */
    public TuneViewModel(MethodCatalog catalog, ScanJobs jobs, Background background, Texts texts) {
        this.jobs = jobs;
        tileTexts = new TuneTiles(texts);
        words = new TuneWords(texts);
        methods =
                catalog.methods().stream()
                        .filter(PruningMethod.class::isInstance)
                        .map(PruningMethod.class::cast)
                        .toList();
        method = new SimpleObjectProperty<>(methods.getLast());
        previews = background.latest(preview::set, note::set);
        plans = background.latest(this::accept, note::set);
        editor.schedule().subscribe(now -> refresh());
        selected.subscribe(now -> refresh());
        method.subscribe(now -> refresh());
        measured.subscribe(now -> refresh());
    }

    /** Starts on another model or other data, and asks for what can be known of it at once. */
    public void open(Study opened) {
        study = null;
        touched = false;
        baseline = Baseline.UNKNOWN;
        tables.open(opened.layers().stream().map(Layer::id).toList());
        measured.set(false);
        editor.open(opened.layers());
        selected.set(largest(opened.layers()));
        note.set(opened.data() == null ? words.noData() : "");
        study = opened;
        refresh();
        jobs.instantScan(opened, keys().toList(), found -> scanned(opened, found));
        jobs.baseline(opened, q -> baseline(baseline.with(q)), l -> baseline(baseline.with(l)));
    }

    private static int largest(List<Layer> layers) {
        return IntStream.range(0, layers.size())
                .boxed()
                .max(Comparator.comparing(i -> layers.get(i).weightCount()))
                .orElse(-1);
    }

    private void scanned(Study of, List<SensitivityTable> found) {
        if (of == study) {
            tables.add(found);
            refresh();
            if (!touched) {
                propose(new BudgetSolver(), FIRST_BUDGET);
            }
        }
    }

    private void baseline(Baseline known) {
        baseline = known;
        refresh();
    }

    // ---- edits

    /** Sets a layer's sparsity. */
    public void setSparsity(int layer, double sparsity) {
        touched = true;
        editor.set(layer, sparsity);
    }

    /** Changes the selected layer's sparsity. */
    public void nudge(double by) {
        if (selected.get() >= 0) {
            setSparsity(selected.get(), editor.sparsity(selected.get()) + by);
        }
    }

    /** Moves a range of layers from where {@code before} had them. */
    public void moveRange(Schedule before, int from, int to, double by) {
        touched = true;
        editor.move(before, from, to, by);
    }

    /** Locks a layer against presets and range moves, or frees it. */
    public void toggleLock(int layer) {
        if (layer >= 0) {
            editor.toggleLock(layer);
        }
    }

    /** Selects a layer, the nearest there is. */
    public void select(int layer) {
        selected.set(Math.clamp(layer, layerCount() == 0 ? -1 : 0, layerCount() - 1));
    }

    /** Asks a preset for a schedule of this global sparsity; it replaces all that is not locked. */
    public void propose(Preset preset, double sparsity) {
        Study now = study;
        if (now != null) {
            touched = true;
            var request =
                    new Preset.Request(
                            table(), now.layers(), editor.schedule().get(), scope(), sparsity);
            plans.submit(() -> preset.plan(request));
        }
    }

    private void accept(Preset.Plan plan) {
        note.set(plan.note());
        editor.replace(plan.schedule());
    }

    /** The presets there are. */
    public List<Preset> presets() {
        return List.of(new UniformPreset(), new BudgetSolver());
    }

    private Scope scope() {
        return method.get().ownScope();
    }

    // ---- the measured scan

    /** Whether measured damage is shown, with cells arriving as they come. */
    public void showMeasured(boolean on) {
        measured.set(on);
        Study now = study;
        if (on && now != null && now.data() != null && tables.measured(key()) == null) {
            boolean labelled = now.data().labelled();
            tables.expect(key(), labelled ? Measure.ACCURACY_DROP : Measure.KL_DIVERGENCE);
            jobs.measuredScan(now, key(), event -> cell(now, event));
            refresh();
        }
    }

    private void cell(Study of, JobEvent event) {
        if (of != study) {
            return;
        }
        if (event instanceof JobEvent.CellMeasured cell) {
            tables.add(cell);
            refresh();
        }
        if (event instanceof JobEvent.Finished(var at, JobResult.Scanned(var found))) {
            tables.add(found);
            refresh();
        }
    }

    // ---- what is shown

    private void refresh() {
        Study now = study;
        if (now == null) {
            return;
        }
        long[] weights = now.layers().stream().mapToLong(Layer::weightCount).toArray();
        figure.set(
                new SensitivityFigure(
                        table(), editor.line(), editor.locks(), weights, selected.get()));
        tiles.set(tileTexts.of(totals(now), baseline));
        refreshPreview(now);
    }

    /** From the measured table if it is whole, else from the instant one. */
    private ScheduleTotals totals(Study now) {
        SensitivityTable known = tables.measured(key());
        boolean whole = known != null && Sensitivities.known(known) == 1;
        return ScheduleTotals.of(
                new ScheduleTotals.Model(
                        now.network(), now.layers(), scope(), now.size().denseFile()),
                editor.schedule().get(),
                whole ? known : tables.table(key(), false),
                baseline.quality());
    }

    private void refreshPreview(Study now) {
        Layer layer = selectedLayer();
        if (layer != null) {
            Tensor weight = now.network().weight(layer.weight());
            double sparsity = editor.sparsity(selected.get());
            previews.submit(() -> LayerPreview.of(layer, weight, previewMethod(), sparsity));
        }
    }

    /** The chosen method if it needs no calibration, else the first that needs none. */
    private PruningMethod previewMethod() {
        return Stream.concat(Stream.of(method.get()), methods.stream())
                .filter(m -> m.needs(PruneParams.DEFAULT) == LayerStatistics.Kind.NONE)
                .findFirst()
                .orElse(method.get());
    }

    private SensitivityTable table() {
        return tables.table(key(), measured.get());
    }

    private String key() {
        return method.get().key();
    }

    private Stream<String> keys() {
        return methods.stream().map(PruningMethod::key);
    }

    /** Damage curves of the selected layer, null before anything is known. */
    public @Nullable DamageFigure curves() {
        List<SensitivityTable> known = tables.all(keys(), measured.get());
        return selected.get() < 0 || known.isEmpty()
                ? null
                : new DamageFigure(known, selected.get(), editor.sparsity(selected.get()), key());
    }

    /** The recipe that carries out the schedule. */
    public String recipe() {
        List<LayerId> all = study().layers().stream().map(Layer::id).toList();
        RecipeStep step = RecipeStep.of(key(), PruneParams.DEFAULT, editor.pruned(), all);
        return new Recipe(List.of(step)).toYaml();
    }

    /** The accuracy that the schedule is expected to leave; empty if not known. */
    public Optional<Estimate> predictedAccuracy() {
        return study == null ? Optional.empty() : totals(study).accuracy();
    }

    /** Whether the schedule prunes anything. */
    public boolean prunes() {
        return !editor.pruned().entries().isEmpty();
    }

    // ---- words

    /** The selected layer and its sparsity, for a screen reader. */
    public String describeSelection() {
        Layer layer = selectedLayer();
        int index = selected.get();
        return layer == null
                ? words.nothingSelected()
                : words.selection(layer.id(), editor.sparsity(index), locked(index));
    }

    /** What is known of a layer at a sparsity. */
    public String describeCell(int layer, double sparsity) {
        return words.cell(table(), layer, sparsity);
    }

    /** What the heatmap is. */
    public String describeMap() {
        return words.map();
    }

    /** Caption of the Measured switch: how far the scan is. */
    public String measuredCaption() {
        return words.measuredCaption(tables.measured(key()));
    }

    // ---- state

    /** The selected layer, null if there is none. */
    public @Nullable Layer selectedLayer() {
        Study now = study;
        int index = selected.get();
        return now == null || index < 0 || index >= now.layers().size()
                ? null
                : now.layers().get(index);
    }

    /** The open study. */
    public Study study() {
        return Objects.requireNonNull(study, "nothing is open");
    }

    /** Number of layers. */
    public int layerCount() {
        return study == null ? 0 : study.layers().size();
    }

    /** A layer's sparsity. */
    public double sparsity(int layer) {
        return editor.sparsity(layer);
    }

    /** Whether a layer is locked. */
    public boolean locked(int layer) {
        return editor.locks()[layer];
    }

    /** The methods to choose from. */
    public List<PruningMethod> methods() {
        return methods;
    }

    /** The chosen method. */
    public ObjectProperty<PruningMethod> method() {
        return method;
    }

    /** Index of the selected layer; -1 for none. */
    public IntegerProperty selected() {
        return selected;
    }

    /** The schedule. */
    public ReadOnlyObjectProperty<Schedule> schedule() {
        return editor.schedule();
    }

    /** The heatmap with the schedule; null before a model is open. */
    public ReadOnlyObjectProperty<@Nullable SensitivityFigure> figure() {
        return figure.getReadOnlyProperty();
    }

    /** The tiles. */
    public ReadOnlyObjectProperty<List<Tile>> tiles() {
        return tiles.getReadOnlyProperty();
    }

    /** The selected layer before and after; null until computed. */
    public ReadOnlyObjectProperty<@Nullable LayerPreview> preview() {
        return preview.getReadOnlyProperty();
    }

    /** A sentence that the user should read; empty if there is none. */
    public ReadOnlyStringProperty note() {
        return note.getReadOnlyProperty();
    }
}
