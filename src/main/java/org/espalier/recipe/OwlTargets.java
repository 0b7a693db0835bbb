package org.espalier.recipe;

import org.espalier.analyze.BlockPassage;
import org.espalier.analyze.BlockWork;
import org.espalier.analyze.OwlSchedule;
import org.espalier.base.Progress;
import org.espalier.base.UserFacingException;
import org.espalier.compress.LayerStatistics;
import org.espalier.compress.LayerStatistics.Kind;
import org.espalier.compress.Target;
import org.espalier.compress.prune.OutlierRatio;
import org.espalier.model.Block;
import org.espalier.model.Layer;
import org.espalier.model.LayerId;
import org.espalier.model.Network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Spreads a sparsity over blocks as OWL does: calibration data pass the network once, unchanged,
 * and each block's outliers are counted. Layers with a target of their own keep it.
 */
final class OwlTargets implements BlockWork {
    private final List<Layer> layers;
    private final Map<Block, Double> outliers = new LinkedHashMap<>();

    private OwlTargets(List<Layer> layers) {
        this.layers = layers;
    }

    /**
     * The targets by block in place of one for all.
     *
     * @param uniform the target that is to be spread
     * @throws UserFacingException if the network is a single block
     */
    static Map<LayerId, Target> of(
            StepLayers step,
            Target.Sparsity uniform,
            List<Block> blocks,
            RecipePipeline.Calibration calibration,
            Progress progress) {
        if (blocks.size() < 2) {
            throw UserFacingException.badInput(
                    "OWL spreads a sparsity over blocks, and the model is not cut into several."
                            + " Name them by \"blocks:\", or remove \"schedule: owl\".");
        }
        OwlTargets work =
                new OwlTargets(
                        step.chosen().stream()
                                .filter(layer -> uniform.equals(step.targets().get(layer.id())))
                                .toList());
        calibration.stream(step.network(), blocks, Kind.NORMS, work, progress);
        return work.spread(step.targets(), uniform.share());
    }

    private Map<LayerId, Target> spread(Map<LayerId, Target> targets, double share) {
        double[] ratios = outliers.values().stream().mapToDouble(Double::doubleValue).toArray();
        double[] sparsities = OwlSchedule.sparsities(ratios, share);
        Map<LayerId, Target> spread = new LinkedHashMap<>(targets);
        List<Block> blocks = new ArrayList<>(outliers.keySet());
        for (int i = 0; i < blocks.size(); i++) {
            Target target = new Target.Sparsity(sparsities[i]);
            watched(blocks.get(i)).forEach(layer -> spread.put(layer.id(), target));
        }
        return spread;
    }

    @Override
    public List<Layer> watched(Block block) {
        List<LayerId> ids = block.layers().stream().map(Layer::id).toList();
        return layers.stream().filter(layer -> ids.contains(layer.id())).toList();
    }

    @Override
    public Network change(
            Network network,
            Block block,
            Map<LayerId, LayerStatistics> statistics,
            Progress progress) {
        List<Layer> watched = watched(block);
        if (!watched.isEmpty()) {
            outliers.put(block, OutlierRatio.of(watched, network, statistics));
        }
        return network;
    }

    @Override
    public void passed(BlockPassage passage) {}
}
