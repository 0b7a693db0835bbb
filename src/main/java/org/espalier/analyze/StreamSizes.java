package org.espalier.analyze;

import org.espalier.model.Block;
import org.espalier.model.Network;
import org.espalier.tensor.Tensor;

import java.util.List;

/**
 * How much memory calibration takes that passes a network block by block, in bytes.
 *
 * @param block weights of the largest block: widened to fp32 to run, and the changed ones
 * @param values what the data are at the entrance of a block and at its exit
 * @param batch samples that run at once
 * @param running the layers' inputs for a batch, and the largest inner values
 */
public record StreamSizes(long block, long values, int batch, long running) {
    /** Of texts that are not at hand yet. */
    public static StreamSizes ofTexts(Network network, List<Block> blocks, int texts, int tokens) {
        return new TapSizes(network, texts, tokens)
                .stream(blocks, network, texts, Calibrator.TAP_LIMIT);
    }

    static long weights(Block block, Network network) {
        return block.layers().stream()
                .map(layer -> network.weight(layer.weight()))
                .mapToLong(StreamSizes::inMemory)
                .sum();
    }

    private static long inMemory(Tensor weight) {
        return weight.count() * Float.BYTES + weight.data().byteSize();
    }
}
