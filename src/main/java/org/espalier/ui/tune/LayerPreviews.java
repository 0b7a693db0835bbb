package org.espalier.ui.tune;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import org.espalier.analyze.Schedule;
import org.espalier.compress.LayerInputs;
import org.espalier.compress.prune.PruningMethod;
import org.espalier.model.Layer;
import org.espalier.model.LayerId;
import org.espalier.ui.Background;
import org.espalier.ui.LayerRemoval;
import org.espalier.ui.PruningPlan;
import org.espalier.ui.Study;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the schedule would remove from each layer, and the selected layer's weights before and
 * after, computed aside.
 */
public final class LayerPreviews {
    private final ReadOnlyObjectWrapper<PruningPlan> plan;
    private final ReadOnlyObjectWrapper<@Nullable LayerPreview> preview =
            new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final Background.Latest<LayerPreview> latest;

    LayerPreviews(List<PruningMethod> methods, Background background) {
        plan = new ReadOnlyObjectWrapper<>(PruningPlan.none(methods.getLast(), methods));
        latest = background.latest(preview::set, problem::set);
    }

    /** Forgets what was known of another model or other data. */
    void open() {
        PruningPlan before = plan.get();
        plan.set(PruningPlan.none(before.method(), before.methods()));
    }

    /** Takes what calibration learned. */
    void calibrated(List<LayerInputs> found) {
        plan.set(
                plan.get()
                        .calibrated(
                                found.stream()
                                        .collect(
                                                Collectors.toMap(
                                                        LayerInputs::layer, Function.identity()))));
    }

    /**
     * Follows the schedule and its method, and prunes a layer as planned; what was asked for before
     * no longer matters.
     *
     * @param layer null for none
     */
    void follow(Study study, Schedule schedule, PruningMethod method, @Nullable Layer layer) {
        plan.set(plan.get().with(study.network(), schedule, method));
        LayerRemoval removal = layer == null ? null : plan.get().removal(study.network(), layer);
        if (removal != null) {
            problem.set("");
            latest.submit(() -> LayerPreview.of(removal));
        }
    }

    /** What calibration learned of a layer; null before. */
    @Nullable LayerInputs inputs(LayerId layer) {
        return plan.get().inputs().get(layer);
    }

    /** What the schedule would remove from each layer. */
    public ReadOnlyObjectProperty<PruningPlan> plan() {
        return plan.getReadOnlyProperty();
    }

    /** The selected layer before and after; null until computed. */
    public ReadOnlyObjectProperty<@Nullable LayerPreview> preview() {
        return preview.getReadOnlyProperty();
    }

    /** Why there is no preview; empty if there is one. */
    public ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }
}
