package org.espalier.ui.tune;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import org.espalier.analyze.BlockOutliers;
import org.espalier.analyze.BlockUniformPreset;
import org.espalier.analyze.BudgetSolver;
import org.espalier.analyze.OwlPreset;
import org.espalier.analyze.Preset;
import org.espalier.analyze.UniformPreset;
import org.espalier.compress.LayerInputs;
import org.espalier.model.Block;
import org.espalier.ui.Background;
import org.espalier.ui.Study;
import org.espalier.ui.Texts;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;
import java.util.function.DoubleFunction;

/**
 * Schedules that presets propose. One is drawn over the schedule in hand until it is applied or
 * dismissed; the first for a new model is shown at once as if in hand.
 */
public final class Proposals {
    private static final double FIRST_BUDGET = 0.6;

    private final DoubleFunction<Preset.@Nullable Request> requests;
    private final ScheduleEditor editor;
    private final Texts texts;
    private final Preset byBlock = new BlockUniformPreset(this::blocks);
    private final Preset owl = new OwlPreset(this::outliers);
    private final Background.Latest<Proposal> plans;
    private final Background.Latest<Proposal> suggestions;
    private final ReadOnlyObjectWrapper<@Nullable Proposal> proposal =
            new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper whyNoOwl = new ReadOnlyStringWrapper("");
    private volatile List<Block> blocks = List.of();
    private volatile @Nullable BlockOutliers outliers;

    /**
     * Presets that plan aside.
     *
     * @param requests asks for a global sparsity in the present state; null if there is no model
     * @param editor takes schedules over
     */
    Proposals(
            DoubleFunction<Preset.@Nullable Request> requests,
            ScheduleEditor editor,
            Background background,
            Texts texts) {
        this.requests = requests;
        this.editor = editor;
        this.texts = texts;
        plans = background.latest(this::proposed, note::set);
        suggestions = background.latest(this::suggested, note::set);
    }

    /** Forgets another model or other data, of which a scan has still to tell. */
    void open(Study study) {
        dismiss();
        blocks = study.blocks();
        outliers = null;
        String missing = study.data() == null ? "tune.owl.noData" : "tune.owl.noScan";
        whyNoOwl.set(texts.get(blocks.size() < 2 ? "tune.owl.noBlocks" : missing));
    }

    /** Takes what a scan learned of the inputs of all layers. */
    void calibrated(Study study, List<LayerInputs> found) {
        if (blocks.size() >= 2) {
            outliers = new BlockOutliers(study.network(), blocks, found);
            whyNoOwl.set("");
        }
    }

    private List<Block> blocks() {
        return blocks;
    }

    private BlockOutliers outliers() {
        return Objects.requireNonNull(outliers, "no scan");
    }

    /** Shows a first schedule as long as the user has shaped none; no edit. */
    void suggest() {
        Preset.Request request = requests.apply(FIRST_BUDGET);
        if (request != null && !editor.shaped()) {
            Preset preset = new BudgetSolver();
            suggestions.submit(() -> new Proposal(preset, FIRST_BUDGET, preset.plan(request)));
        }
    }

    private void suggested(Proposal first) {
        note.set(first.plan().note());
        editor.suggest(first.plan().schedule());
    }

    /** Asks a preset for a schedule of this global sparsity; locked layers stay. */
    public void propose(Preset preset, double sparsity) {
        Preset.Request request = requests.apply(sparsity);
        if (request != null) {
            plans.submit(() -> new Proposal(preset, sparsity, preset.plan(request)));
        }
    }

    private void proposed(Proposal next) {
        note.set(next.plan().note());
        proposal.set(next);
    }

    /** Plans what is open anew, since locks or the method changed. */
    void refresh() {
        Proposal open = proposal.get();
        if (open != null) {
            propose(open.preset(), open.share());
        }
    }

    /** Takes over what is proposed. */
    public void apply() {
        Proposal open = proposal.get();
        if (open != null) {
            dismiss();
            editor.replace(open.plan().schedule());
        }
    }

    /** Drops what is proposed. */
    public void dismiss() {
        plans.forget();
        note.set("");
        proposal.set(null);
    }

    /** The presets there are. */
    public List<Preset> presets() {
        return List.of(new UniformPreset(), new BudgetSolver());
    }

    /** The preset that makes all blocks alike, for models that repeat themselves. */
    public Preset byBlock() {
        return byBlock;
    }

    /** The preset that leaves blocks denser where more weights stand out. */
    public Preset owl() {
        return owl;
    }

    /** Why {@link #owl} cannot be asked; empty if it can. */
    public ReadOnlyStringProperty whyNoOwl() {
        return whyNoOwl.getReadOnlyProperty();
    }

    /** What a preset proposes; null if nothing. */
    public ReadOnlyObjectProperty<@Nullable Proposal> shown() {
        return proposal.getReadOnlyProperty();
    }

    /** Why the proposal is not what was asked for; empty if it is. */
    public ReadOnlyStringProperty note() {
        return note.getReadOnlyProperty();
    }
}
