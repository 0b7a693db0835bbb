package org.espalier.recipe;

import org.espalier.analyze.BlockPassage;
import org.espalier.analyze.BlockWork;
import org.espalier.base.Progress;
import org.espalier.compress.CompressionMethod;
import org.espalier.compress.CompressionResult;
import org.espalier.compress.CompressionResult.LayerOutcome;
import org.espalier.compress.CompressionTask;
import org.espalier.compress.LayerStatistics;
import org.espalier.compress.LayerStatistics.Kind;
import org.espalier.compress.Params;
import org.espalier.compress.Target;
import org.espalier.model.Block;
import org.espalier.model.Layer;
import org.espalier.model.LayerId;
import org.espalier.model.Network;
import org.espalier.model.Weight;
import org.espalier.recipe.RecipePipeline.Checkpoints;
import org.espalier.tensor.Tensor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One step at work: block by block where its method wants to know the inputs of layers, all at once
 * where it does not. Each finished block is kept.
 */
final class StepRun<P extends Params> implements BlockWork {
    private final CompressionMethod<P> method;
    private final P params;
    private final List<Layer> layers;
    private final Map<LayerId, Target> targets;
    private final List<Block> blocks;
    private final Checkpoints.OfStep checkpoints;
    private final List<LayerOutcome> outcomes = new ArrayList<>();
    private final List<BlockPassage> passages = new ArrayList<>();

    /**
     * Creates the work.
     *
     * @param layers to compress
     * @param blocks that hold them, in order
     */
    StepRun(
            CompressionMethod<P> method,
            P params,
            List<Layer> layers,
            Map<LayerId, Target> targets,
            List<Block> blocks,
            Checkpoints.OfStep checkpoints) {
        this.method = method;
        this.params = params;
        this.layers = layers;
        this.targets = targets;
        this.blocks = blocks;
        this.checkpoints = checkpoints;
    }

    Network run(Network network, RecipePipeline.Calibration calibration, Progress progress) {
        Kind kind = layers.isEmpty() ? Kind.NONE : method.needs(params);
        boolean done = blocks.stream().allMatch(block -> chosen(block).isEmpty() || isKept(block));
        if (kind != Kind.NONE && !done) {
            return calibration.stream(network, blocks, kind, this, progress);
        }
        Network current = network;
        for (Block block : blocks) {
            current = change(current, block, Map.of(), progress);
        }
        return current;
    }

    /** What was done so far, layer by layer. */
    List<LayerOutcome> outcomes() {
        return outcomes;
    }

    /** How data came through the blocks; none if they were not needed or it is a single one. */
    List<BlockPassage> passages() {
        return passages;
    }

    private List<Layer> chosen(Block block) {
        return layers.stream().filter(layer -> holds(block, layer)).toList();
    }

    private static boolean holds(Block block, Layer layer) {
        return block.layers().stream().anyMatch(other -> other.id().equals(layer.id()));
    }

    private boolean isKept(Block block) {
        return checkpoints.load(blocks.indexOf(block)).isPresent();
    }

    @Override
    public List<Layer> watched(Block block) {
        return isKept(block) ? List.of() : chosen(block);
    }

    @Override
    public Network change(
            Network network,
            Block block,
            Map<LayerId, LayerStatistics> statistics,
            Progress progress) {
        List<Layer> chosen = chosen(block);
        if (chosen.isEmpty()) {
            return network;
        }
        int index = blocks.indexOf(block);
        Optional<BlockChange> kept = checkpoints.load(index);
        BlockChange change =
                kept.isPresent()
                        ? kept.get()
                        : checkpoints.keep(index, compress(network, chosen, statistics, progress));
        outcomes.addAll(change.layers());
        return network.withWeights(change.weights());
    }

    private BlockChange compress(
            Network network,
            List<Layer> chosen,
            Map<LayerId, LayerStatistics> statistics,
            Progress progress) {
        CompressionResult result =
                method.apply(
                        new CompressionTask<>(network, chosen, params, targets, statistics),
                        progress);
        Map<String, Tensor> weights = new LinkedHashMap<>();
        for (Weight weight : result.network().weights().values()) {
            if (weight.tensor() != network.weight(weight.name())) {
                weights.put(weight.name(), weight.tensor());
            }
        }
        return new BlockChange(weights, result.layers());
    }

    @Override
    public void passed(BlockPassage passage) {
        passages.add(passage);
    }
}
