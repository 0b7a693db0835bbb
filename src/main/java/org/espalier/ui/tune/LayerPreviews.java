package org.espalier.ui.tune;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import org.espalier.compress.LayerInputs;
import org.espalier.compress.LayerStatistics;
import org.espalier.compress.Target;
import org.espalier.compress.prune.PruneParams;
import org.espalier.compress.prune.PruningMethod;
import org.espalier.model.Layer;
import org.espalier.model.LayerId;
import org.espalier.tensor.Tensor;
import org.espalier.ui.Background;
import org.espalier.ui.Study;
import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The selected layer's weights before and after, computed aside. */
public final class LayerPreviews {
    private final List<PruningMethod> methods;
    private final Map<LayerId, LayerInputs> inputs = new HashMap<>();
    private final ReadOnlyObjectWrapper<@Nullable LayerPreview> preview =
            new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final Background.Latest<LayerPreview> latest;

    LayerPreviews(List<PruningMethod> methods, Background background) {
        this.methods = methods;
        latest = background.latest(preview::set, problem::set);
    }

    /** Forgets what was known of another model or other data. */
    void open() {
        inputs.clear();
    }

    /** Takes what calibration learned. */
    void calibrated(List<LayerInputs> found) {
        found.forEach(input -> inputs.put(input.layer(), input));
    }

    /** What calibration learned of a layer; null before. */
    @Nullable LayerInputs inputs(LayerId layer) {
        return inputs.get(layer);
    }

    /** Prunes the layer by the method; what was asked for before no longer matters. */
    void request(Study study, Layer layer, PruningMethod method, Target target) {
        Tensor weight = study.network().weight(layer.weight());
        LayerInputs known = inputs.get(layer.id());
        LayerStatistics statistics = known == null ? null : known.statistics();
        PruningMethod able = able(method, statistics != null);
        problem.set("");
        latest.submit(
                () ->
                        LayerPreview.of(
                                new LayerPreview.Request(layer, weight, able, statistics, target)));
    }

    /** The method itself once calibration is known, else the first that needs none. */
    private PruningMethod able(PruningMethod method, boolean calibrated) {
        return Stream.concat(Stream.of(method), methods.stream())
                .filter(m -> m.needs(PruneParams.DEFAULT).compareTo(most(calibrated)) <= 0)
                .findFirst()
                .orElse(method);
    }

    private static LayerStatistics.Kind most(boolean calibrated) {
        return calibrated ? LayerStatistics.Kind.NORMS : LayerStatistics.Kind.NONE;
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
