package org.espalier.ui.tune;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

import org.espalier.analyze.Preset;
import org.espalier.analyze.Schedule;
import org.espalier.analyze.ScheduleTotals;
import org.espalier.compress.LayerInputs;
import org.espalier.compress.MethodCatalog;
import org.espalier.compress.Target;
import org.espalier.compress.prune.PruneParams;
import org.espalier.compress.prune.PruningMethod;
import org.espalier.compress.prune.Scope;
import org.espalier.job.JobResult;
import org.espalier.measure.Estimate;
import org.espalier.model.Layer;
import org.espalier.model.LayerId;
import org.espalier.project.Goals;
import org.espalier.recipe.Recipe;
import org.espalier.recipe.RecipeStep;
import org.espalier.report.DamageFigure;
import org.espalier.report.SensitivityFigure;
import org.espalier.report.SensitivityFigure.Highlight;
import org.espalier.ui.Background;
import org.espalier.ui.Study;
import org.espalier.ui.Texts;
import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The schedule in hand, what is known of each layer's sensitivity, and what the schedule would come
 * to. Edits answer at once: the tiles and the figure follow in the same call.
 */
public final class TuneViewModel {
    private final ScanJobs jobs;
    private final TuneWords words;
    private final List<PruningMethod> methods;
    private final ScheduleEditor editor = new ScheduleEditor();
    private final LayerSelection selection = new LayerSelection(this::refresh);
    private final DamageDisplay damage;
    private final LayerPreviews previews;
    private final ObjectProperty<PruningMethod> method;
    private final Outlook outlook;
    private final Proposals proposals;
    private final ReadOnlyObjectWrapper<@Nullable SensitivityFigure> figure =
            new ReadOnlyObjectWrapper<>();
    private @Nullable Study study;

    /** Methods that prune single weights are offered; slow work goes to {@code background}. */
    public TuneViewModel(MethodCatalog catalog, ScanJobs jobs, Background background, Texts texts) {
        this.jobs = jobs;
        words = new TuneWords(texts);
        methods =
                catalog.methods().stream()
                        .filter(PruningMethod.class::isInstance)
                        .map(PruningMethod.class::cast)
                        .toList();
        method = new SimpleObjectProperty<>(methods.getLast());
        damage = new DamageDisplay(jobs, this::key, this::refresh);
        outlook = new Outlook(texts, this::refresh);
        proposals = new Proposals(this::request, editor::replace, background);
        previews = new LayerPreviews(methods, background);
        editor.schedule().subscribe(now -> refresh());
        proposals.shown().subscribe(now -> refresh());
        method.subscribe(now -> methodChosen());
    }

    /** Starts on another model or other data, and asks for what can be known of it at once. */
    public void open(Study opened) {
        study = null;
        proposals.reset();
        outlook.open();
        damage.open(opened);
        previews.open();
        editor.open(opened.layers());
        selection.open(opened.layers().size(), largest(opened.layers()));
        study = opened;
        refresh();
        jobs.instantScan(opened, keys().toList(), found -> scanned(opened, found));
        jobs.baseline(opened, damage::baseline, outlook::measured);
    }

    private static int largest(List<Layer> layers) {
        return IntStream.range(0, layers.size())
                .boxed()
                .max(Comparator.comparing(i -> layers.get(i).weightCount()))
                .orElse(-1);
    }

    private void scanned(Study of, JobResult.Scanned found) {
        if (of == study) {
            previews.calibrated(found.inputs());
            damage.scanned(found.tables());
            proposals.proposeFirst();
        }
    }

    private void methodChosen() {
        damage.scan();
        proposals.refresh();
        refresh();
    }

    // ---- edits

    /** Sets a layer's sparsity. */
    public void setSparsity(int layer, double sparsity) {
        proposals.touch();
        editor.set(layer, sparsity);
    }

    /** Sets the sparsity of all selected layers. */
    public void setSelected(double sparsity) {
        setSelected(ScheduleEditor.target(sparsity));
    }

    /** Sets what all selected layers are to lose. */
    public void setSelected(Target target) {
        proposals.touch();
        editor.set(selection.all(), target);
    }

    /** Changes the selected layers' sparsities. */
    public void nudge(double by) {
        move(editor.schedule().get(), selection.all(), by);
    }

    /** Moves layers from where {@code before} had them. */
    public void move(Schedule before, Set<Integer> layers, double by) {
        proposals.touch();
        editor.move(before, layers, by);
    }

    /** Locks a layer against presets and range moves, or frees it. */
    public void toggleLock(int layer) {
        if (layer >= 0) {
            editor.toggleLock(layer);
            proposals.refresh();
        }
    }

    /** Makes every layer dense that is not locked. */
    public void reset() {
        proposals.touch();
        editor.reset();
    }

    private Preset.@Nullable Request request(double sparsity) {
        Study now = study;
        return now == null
                ? null
                : new Preset.Request(
                        damage.predicting(),
                        now.layers(),
                        editor.schedule().get(),
                        scope(),
                        sparsity);
    }

    /** What presets propose. */
    public Proposals proposals() {
        return proposals;
    }

    private Scope scope() {
        return method.get().ownScope();
    }

    // ---- what damage is shown

    /** Which damage is shown. */
    public DamageDisplay damage() {
        return damage;
    }

    /** The measures to choose from, with what keeps some from being chosen. */
    public List<MeasureSwitch> measures() {
        return words.measures(damage, study != null && study.data() != null);
    }

    // ---- what is shown

    private void refresh() {
        Study now = study;
        if (now == null) {
            return;
        }
        long[] weights = now.layers().stream().mapToLong(Layer::weightCount).toArray();
        Proposal open = proposals.shown().get();
        double[] proposed = open == null ? new double[0] : editor.line(open.plan().schedule());
        Highlight highlight = new Highlight(selection.lead().get(), selection.all(), proposed);
        figure.set(
                new SensitivityFigure(
                        damage.table(), editor.line(), editor.locks(), weights, highlight));
        outlook.show(
                totals(now, editor.schedule().get()),
                open == null ? null : totals(now, open.plan().schedule()),
                damage.baseline());
        requestPreview(now);
    }

    private ScheduleTotals totals(Study now, Schedule schedule) {
        return ScheduleTotals.of(
                new ScheduleTotals.Model(
                        now.network(), now.layers(), scope(), now.size().denseFile()),
                schedule,
                damage.predicting(),
                damage.baseline());
    }

    private void requestPreview(Study now) {
        Layer layer = selectedLayer();
        if (layer != null) {
            previews.request(now, layer, method.get(), editor.target(selection.lead().get()));
        }
    }

    private String key() {
        return method.get().key();
    }

    private Stream<String> keys() {
        return methods.stream().map(PruningMethod::key);
    }

    /** Damage curves of the selected layer, null before anything is known. */
    public @Nullable DamageFigure curves() {
        var known = damage.all(keys());
        int layer = selection.lead().get();
        return layer < 0 || known.isEmpty()
                ? null
                : new DamageFigure(known, layer, editor.sparsity(layer), key());
    }

    /** The recipe that carries out the schedule. */
    public String recipe() {
        List<LayerId> all = study().layers().stream().map(Layer::id).toList();
        RecipeStep step = RecipeStep.of(key(), PruneParams.DEFAULT, editor.pruned(), all);
        return new Recipe(List.of(step)).toYaml();
    }

    /** The accuracy that the schedule is expected to leave; empty if not known. */
    public Optional<Estimate> predictedAccuracy() {
        return study == null ? Optional.empty() : totals(study, editor.schedule().get()).accuracy();
    }

    /** Whether the schedule prunes anything. */
    public boolean prunes() {
        return !editor.pruned().entries().isEmpty();
    }

    // ---- words

    /** The selected layer and its sparsity, for a screen reader. */
    public String describeSelection() {
        Layer layer = selectedLayer();
        int index = selection.lead().get();
        return layer == null
                ? words.nothingSelected()
                : words.selection(layer.id(), editor.sparsity(index), locked(index));
    }

    /** What is known of a layer at a sparsity. */
    public String describeCell(int layer, double sparsity) {
        return words.cell(damage.table(), damage.choice(), layer, sparsity);
    }

    /** What the damage curves show. */
    public String describeCurves() {
        return words.curves(damage.choice());
    }

    /** What is known of the selected layer: energy kept, dead inputs, calibration. */
    public String describeFacts() {
        Layer layer = selectedLayer();
        int index = selection.lead().get();
        if (study == null || layer == null) {
            return "";
        }
        double error = damage.errors().damageAt(index, editor.sparsity(index));
        LayerInputs inputs = previews.inputs(layer.id());
        return words.facts(error, inputs, study.data());
    }

    /** What is missing to show damage, and what to do; empty if nothing. */
    public String missing() {
        return study != null && study.data() == null ? words.noData() : "";
    }

    /** Caption of the Measured switch: how far the scan is. */
    public String measuredCaption() {
        return words.measuredCaption(damage.measured());
    }

    // ---- state

    /** The selected layer, null if there is none. */
    public @Nullable Layer selectedLayer() {
        Study now = study;
        int index = selection.lead().get();
        return now == null || index < 0 ? null : now.layers().get(index);
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

    /** What a layer is to lose. */
    public Target target(int layer) {
        return editor.target(layer);
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

    /** Goals of the study. */
    public ObjectProperty<Goals> goals() {
        return outlook.goals();
    }

    /** The goals beside what the schedule would come to. */
    public ReadOnlyObjectProperty<List<Goals.Check>> checks() {
        return outlook.checks();
    }

    /** Index of the selected layer; -1 for none. */
    public ReadOnlyIntegerProperty selected() {
        return selection.lead();
    }

    /** Which layers are selected. */
    LayerSelection selection() {
        return selection;
    }

    /** Selects one layer, the nearest there is. */
    public void select(int layer) {
        selection.select(layer);
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
        return outlook.tiles();
    }

    /** The selected layer before and after. */
    public LayerPreviews previews() {
        return previews;
    }
}
