package org.espalier.model.checkpoint;

import java.util.List;

/**
 * The block of BERT and its kin: attention and an MLP, each added to what came in and then
 * normalized.
 *
 * @param inner features of the MLP
 * @param modules names of queries, keys, values, the projection behind them, their norm, the two
 *     layers of the MLP, and its norm
 */
record EncoderBlock(
        int width,
        int inner,
        double epsilon,
        Activation activation,
        Attention attention,
        List<String> modules) {

    /**
     * Writes a block.
     *
     * @param x (batch, length, width)
     * @param mask added to the scores
     */
    String write(ModuleGraph block, String x, String mask) {
        List<String> parts = List.of(square(block, 0, x), square(block, 1, x), square(block, 2, x));
        String context = attention.context(block.in("attention"), parts, mask);
        String between = norm(block, 4, block.add(square(block, 3, context), x));
        String up = Modules.linear(block.in(modules.get(5)), between, width, inner, true);
        String active = activation.of(up, block);
        String down = Modules.linear(block.in(modules.get(6)), active, inner, width, true);
        return norm(block, 7, block.add(down, between));
    }

    private String square(ModuleGraph block, int module, String x) {
        return Modules.linear(block.in(modules.get(module)), x, width, width, true);
    }

    private String norm(ModuleGraph block, int module, String x) {
        return Modules.layerNorm(block.in(modules.get(module)), x, width, epsilon);
    }
}
