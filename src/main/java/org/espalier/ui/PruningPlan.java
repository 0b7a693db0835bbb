package org.espalier.ui;

import org.espalier.analyze.Schedule;
import org.espalier.compress.LayerInputs;
import org.espalier.compress.LayerStatistics;
import org.espalier.compress.Target;
import org.espalier.compress.prune.PruneParams;
import org.espalier.compress.prune.PruningMethod;
import org.espalier.model.Layer;
import org.espalier.model.LayerId;
import org.espalier.model.Network;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the schedule in hand would remove, layer by layer: shared by the screens that show weights.
 * Immutable.
 *
 * @param network that the schedule is for; null before one is open
 * @param method of the layers that have none of their own
 * @param methods that can stand in for it until calibration is known
 * @param inputs what calibration learned
 */
public record PruningPlan(
        @Nullable Network network,
        Schedule schedule,
        PruningMethod method,
        List<PruningMethod> methods,
        Map<LayerId, LayerInputs> inputs) {
    /** A plan for nothing yet. */
    public static PruningPlan none(PruningMethod method, List<PruningMethod> methods) {
        return new PruningPlan(null, new Schedule(Map.of()), method, methods, Map.of());
    }

    /** The same knowledge of inputs under a network's schedule and method. */
    public PruningPlan with(Network of, Schedule next, PruningMethod chosen) {
        return new PruningPlan(of, next, chosen, methods, inputs);
    }

    /** The same after a calibration. */
    public PruningPlan calibrated(Map<LayerId, LayerInputs> found) {
        return new PruningPlan(network, schedule, method, methods, Map.copyOf(found));
    }

    /** What would be removed from a layer; null if this plan is not for its network. */
    public @Nullable LayerRemoval removal(Network of, Layer layer) {
        if (of != network) {
            return null;
        }
        LayerInputs known = inputs.get(layer.id());
        return new LayerRemoval(
                layer,
                of.weight(layer.weight()),
                able(methodOf(layer), known != null),
                known,
                schedule.target(layer.id()).orElse(new Target.Sparsity(0)));
    }

    /** The layer's own method, else the schedule's. */
    private PruningMethod methodOf(Layer layer) {
        String key = schedule.method(layer.id(), method.key());
        return methods.stream().filter(m -> m.key().equals(key)).findFirst().orElse(method);
    }

    /** The method itself once calibration is known, else the first that needs none. */
    private PruningMethod able(PruningMethod wanted, boolean calibrated) {
        LayerStatistics.Kind most =
                calibrated ? LayerStatistics.Kind.NORMS : LayerStatistics.Kind.NONE;
        return Stream.concat(Stream.of(wanted), methods.stream())
                .filter(m -> m.needs(PruneParams.DEFAULT).compareTo(most) <= 0)
                .findFirst()
                .orElse(wanted);
    }
}
