package org.espalier.analyze;

import org.espalier.model.Block;
import org.espalier.model.Network;

import java.util.List;

/**
 * How much memory calibration takes that passes a network block by block, in bytes.
 *
 * @param block weights of the largest block as the engine holds them, in fp32
 * @param opening the same while the engine makes them out of what is stored
 * @param changed weights of the largest block once they are changed
 * @param values what the data are at the entrance of a block and at its exit
 * @param batch samples that run at once
 * @param running the layers' inputs for a batch, and the largest inner values
 */
public record StreamSizes(
        long block, long opening, long changed, long values, int batch, long running) {
    /** Of texts that are not at hand yet. */
    public static StreamSizes ofTexts(Network network, List<Block> blocks, int texts, int tokens) {
        return new TapSizes(network, texts, tokens)
                .stream(blocks, network, texts, Calibrator.TAP_LIMIT);
    }
}
