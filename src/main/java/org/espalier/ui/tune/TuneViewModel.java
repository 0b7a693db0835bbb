package org.espalier.ui.tune;

import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.espalier.analyze.Preset;
import org.espalier.analyze.Schedule;
import org.espalier.analyze.ScheduleTotals;
import org.espalier.compress.LayerInputs;
import org.espalier.compress.MethodCatalog;
import org.espalier.compress.Target;
import org.espalier.compress.prune.PruningMethod;
import org.espalier.job.JobResult;
import org.espalier.measure.Estimate;
import org.espalier.model.Layer;
import org.espalier.report.DamageFigure;
import org.espalier.report.Numbers;
import org.espalier.report.SensitivityFigure;
import org.espalier.report.SensitivityFigure.Highlight;
import org.espalier.ui.Background;
import org.espalier.ui.ProjectViewModel;
import org.espalier.ui.Study;
import org.espalier.ui.Texts;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The schedule in hand, what is known of each layer's sensitivity, and what the schedule would come
 * to. Edits answer at once: the tiles and the figure follow in the same call.
 */
public final class TuneViewModel {
    private final ScanJobs jobs;
    private final TuneWords words;
    private final ProjectViewModel project;
    private final ScheduleEditor editor;
    private final LayerSelection selection = new LayerSelection(this::refresh);
    private final DamageDisplay damage;
    private final LayerPreviews previews;
    private final MethodChoice method;
    private final LayerMethods methods;
    private final Outlook outlook;
    private final Proposals proposals;
    private final BlocksViewModel blocks;
    private final ReadOnlyObjectWrapper<@Nullable SensitivityFigure> figure =
            new ReadOnlyObjectWrapper<>();
    private @Nullable Study study;

    /** Methods that prune single weights are offered; edits go to {@code project}. */
    public TuneViewModel(
            MethodCatalog catalog,
            ScanJobs jobs,
            ProjectViewModel project,
            Background background,
            Texts texts) {
        this.jobs = jobs;
        this.project = project;
        words = new TuneWords(texts);
        editor = new ScheduleEditor(project);
        method = new MethodChoice(catalog, project);
        methods = new LayerMethods(method, editor);
        damage = new DamageDisplay(jobs, methods::keys, this::refresh);
        outlook = new Outlook(project, texts, this::refresh);
        proposals = new Proposals(this::request, editor, background, texts);
        previews = new LayerPreviews(method.all(), background);
        editor.schedule().subscribe(now -> scheduleChanged());
        proposals.shown().subscribe(now -> refresh());
        method.chosen().subscribe(now -> methodChosen());
        blocks = new BlocksViewModel(this, texts);
    }

    /** Starts on another model or other data, and asks for what can be known of it at once. */
    public void open(Study opened) {
        study = null;
        proposals.open(opened);
        outlook.open();
        damage.open(opened);
        previews.open();
        editor.open(opened.layers());
        selection.open(opened.layers().size(), opened.heaviest());
        study = opened;
        refresh();
        jobs.instantScan(opened, method.keys(), found -> scanned(opened, found));
        jobs.baseline(opened, damage::baseline, outlook::measured);
    }

    private void scanned(Study of, JobResult.Scanned found) {
        if (of == study) {
            previews.calibrated(found.inputs());
            proposals.calibrated(of, found.inputs());
            damage.scanned(found.tables());
            proposals.suggest();
        }
    }

    private void methodChosen() {
        proposals.refresh();
        scheduleChanged();
    }

    private void scheduleChanged() {
        damage.scan();
        refresh();
    }

    // ---- edits

    /** Chooses the method that the schedule is shaped for. */
    public void choose(PruningMethod chosen) {
        method.choose(chosen);
    }

    /** Ends a drag: the next change is one by itself. */
    public void endGesture() {
        project.endGesture();
    }

    /** Sets a layer's sparsity. */
    public void setSparsity(int layer, double sparsity) {
        editor.set(layer, sparsity);
    }

    /** Sets the sparsity of all selected layers. */
    public void setSelected(double sparsity) {
        setSelected(ScheduleEditor.target(sparsity));
    }

    /** Sets what all selected layers are to lose. */
    public void setSelected(Target target) {
        editor.set(selection.all(), selection.lead().get(), target);
    }

    /** Changes the selected layers' sparsities. */
    public void nudge(double by) {
        move(editor.schedule().get(), selection.all(), selection.lead().get(), by);
    }

    /** Moves layers from where {@code before} had them, in a gesture that began at {@code from}. */
    public void move(Schedule before, Set<Integer> layers, int from, double by) {
        editor.move(before, layers, from, by);
    }

    /** Has the selected layers pruned by a method of their own; null for the schedule's. */
    public void setMethod(@Nullable PruningMethod own) {
        editor.setMethod(selection.all(), own == null ? null : own.key());
        proposals.refresh();
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
                        methods.scopes(now.layers()),
                        sparsity);
    }

    /** What presets propose. */
    public Proposals proposals() {
        return proposals;
    }

    /** Which damage is shown. */
    public DamageDisplay damage() {
        return damage;
    }

    /** The measures to choose from, with what keeps some from being chosen. */
    public List<MeasureSwitch> measures() {
        return words.measures(damage, study != null && study.data() != null);
    }

    private void refresh() {
        Study now = study;
        if (now == null) {
            return;
        }
        Proposal open = proposals.shown().get();
        double[] proposed = open == null ? new double[0] : editor.line(open.plan().schedule());
        Highlight highlight =
                new Highlight(selection.lead().get(), selection.all(), proposed, methods.marks());
        figure.set(
                new SensitivityFigure(
                        damage.table(), editor.line(), editor.locks(), weights(now), highlight));
        outlook.show(
                totals(now, editor.schedule().get()),
                open == null ? null : totals(now, open.plan().schedule()),
                damage.baseline());
        previews.follow(now, editor.schedule().get(), method.get(), selectedLayer());
    }

    private static long[] weights(Study now) {
        return now.layers().stream().mapToLong(Layer::weightCount).toArray();
    }

    private ScheduleTotals totals(Study now, Schedule schedule) {
        return ScheduleTotals.of(
                new ScheduleTotals.Model(
                        now.network(), now.layers(), methods.scopes(now.layers()), now.fileBytes()),
                schedule,
                damage.predicting(),
                damage.baseline());
    }

    /** Damage curves of the selected layer, null before anything is known. */
    public @Nullable DamageFigure curves() {
        var known = damage.all(method.keys().stream());
        int layer = selection.lead().get();
        return layer < 0 || known.isEmpty()
                ? null
                : new DamageFigure(known, layer, editor.sparsity(layer), methodOf(layer).key());
    }

    /** The recipe that carries out the schedule. */
    public String recipe() {
        return methods.recipe(study().layers()).toYaml();
    }

    /** What a run of the schedule is called, such as {@code Wanda 60.0 %}. */
    public String title() {
        return methods.title()
                + " "
                + Numbers.percent(totals(study(), schedule().get()).sparsity());
    }

    /** The accuracy that the schedule is expected to leave; empty if not known. */
    public Optional<Estimate> predictedAccuracy() {
        return study == null ? Optional.empty() : totals(study, editor.schedule().get()).accuracy();
    }

    /** Whether the schedule prunes anything. */
    public boolean prunes() {
        return !editor.pruned().entries().isEmpty();
    }

    /** The selected layer and its sparsity, for a screen reader. */
    public String describeSelection() {
        Layer layer = selectedLayer();
        int index = selection.lead().get();
        if (layer == null) {
            return words.nothingSelected();
        }
        String mark = methods.mark(index);
        return words.selection(layer.id(), editor.sparsity(index), locked(index), mark);
    }

    /** What is known of a layer at a sparsity. */
    public String describeCell(int layer, double sparsity) {
        @Nullable PruningMethod own = ownMethod(layer) ? methodOf(layer) : null;
        return words.cell(damage.table(), damage.choice(), layer, sparsity, own);
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
        LayerInputs inputs = previews.inputs(layer.id());
        return words.facts(damage.errors(), index, editor.target(index), inputs, study.data());
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
        return method.all();
    }

    /** The method that a layer is pruned by. */
    public PruningMethod methodOf(int layer) {
        return methods.of(layer);
    }

    /** Whether a layer's method is its own, not the schedule's. */
    public boolean ownMethod(int layer) {
        return editor.ownMethod(layer);
    }

    /** The schedule's method. */
    public ReadOnlyObjectProperty<PruningMethod> method() {
        return method.chosen();
    }

    /** What the schedule would come to, and the goals. */
    public Outlook outlook() {
        return outlook;
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

    /** The layers by block and kind. */
    public BlocksViewModel blocks() {
        return blocks;
    }
}
