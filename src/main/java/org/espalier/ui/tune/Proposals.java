package org.espalier.ui.tune;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import org.espalier.analyze.BudgetSolver;
import org.espalier.analyze.Preset;
import org.espalier.analyze.Schedule;
import org.espalier.analyze.UniformPreset;
import org.espalier.ui.Background;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleFunction;

/**
 * Schedules that presets propose. One is drawn over the schedule in hand until it is applied or
 * dismissed; only the first for a new model is taken over at once.
 */
public final class Proposals {
    private static final double FIRST_BUDGET = 0.6;

    private final DoubleFunction<Preset.@Nullable Request> requests;
    private final Consumer<Schedule> accept;
    private final Background.Latest<Proposal> plans;
    private final ReadOnlyObjectWrapper<@Nullable Proposal> proposal =
            new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper("");
    private boolean touched;

    /**
     * Presets that plan aside.
     *
     * @param requests asks for a global sparsity in the present state; null if there is no model
     * @param accept takes a schedule over
     */
    Proposals(
            DoubleFunction<Preset.@Nullable Request> requests,
            Consumer<Schedule> accept,
            Background background) {
        this.requests = requests;
        this.accept = accept;
        plans = background.latest(this::proposed, note::set);
    }

    /** Starts again: nothing was edited yet. */
    void reset() {
        touched = false;
        dismiss();
    }

    /** Something was edited, which a proposal must not replace unasked. */
    void touch() {
        touched = true;
    }

    /** Takes over the first proposal for a new model, unless something was edited already. */
    void proposeFirst() {
        if (!touched) {
            propose(new BudgetSolver(), FIRST_BUDGET);
        }
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
        if (touched) {
            proposal.set(next);
        } else {
            touched = true;
            accept.accept(next.plan().schedule());
        }
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
            accept.accept(open.plan().schedule());
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

    /** What a preset proposes; null if nothing. */
    public ReadOnlyObjectProperty<@Nullable Proposal> shown() {
        return proposal.getReadOnlyProperty();
    }

    /** Why the proposal is not what was asked for; empty if it is. */
    public ReadOnlyStringProperty note() {
        return note.getReadOnlyProperty();
    }
}
