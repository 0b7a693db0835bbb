package org.espalier.analyze;

import org.espalier.model.Layer;

import java.util.List;

/** A rule that proposes a schedule under a global sparsity. */
public interface Preset {
    /** Name in options and menus' ids, such as {@code budgeted}. */
    String key();

    /** Name for the screen. */
    String title();

    /** The schedule that this rule proposes; the nearest feasible one where the budget is not. */
    Plan plan(Request request);

    /**
     * What a preset is asked.
     *
     * @param table damage of each layer alone
     * @param layers all layers of the model: the sparsity is a share of all their weights
     * @param current its locked entries stay; layers that are not in it stay dense
     * @param scopes which weights compete, which decides what counts of zeros a layer can have
     * @param sparsity wanted share of zeros, in [0, 1], over all weights of {@code layers} but a
     *     language model's head that is dense: presets leave it as it is
     */
    record Request(
            SensitivityTable table,
            List<Layer> layers,
            Schedule current,
            LayerScopes scopes,
            double sparsity) {}

    /**
     * A proposed schedule and what it comes to.
     *
     * @param wanted zeros that were asked for: floor(weights * sparsity)
     * @param zeros zeros that the schedule gives, exactly
     * @param weights of all layers but a dense head
     * @param damage summed over the layers, each alone; NaN if some layer's is not known
     * @param bound no schedule with as many zeros and the same locked layers has less damage; NaN
     *     if {@code damage} is
     * @param note a sentence where the schedule is not what was asked for; else empty
     */
    record Plan(
            Schedule schedule,
            long wanted,
            long zeros,
            long weights,
            double damage,
            double bound,
            String note) {
        /** Share of zeros over all weights, as achieved. */
        public double sparsity() {
            return weights == 0 ? 0 : (double) zeros / weights;
        }

        /** How far the damage can at most be from the least one possible. */
        public double gap() {
            return Math.max(0, damage - bound);
        }
    }
}
