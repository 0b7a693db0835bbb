package org.espalier.model.checkpoint;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Rotary position embedding (Su et al., 2021): pairs of features (i, i + half) are turned by an
 * angle that grows with the position, each pair at its own speed.
 *
 * @param width features of a head that are turned, an even number; the others pass
 * @param speeds angle per position of each pair
 */
record Rotary(int width, float[] speeds) {

    private static final String[] BASE = {"rope_theta", "rotary_emb_base"};
    private static final String[] SHARE = {"partial_rotary_factor", "rotary_pct"};

    /** Cosines and sines of a batch's positions, each (length, width / 2). */
    record Angles(String cosines, String sines) {}

    /**
     * Reads base, share of turned features and scaling, under the keys of any release.
     *
     * @param headWidth features of a head
     * @throws org.espalier.base.UserFacingException if the scaling is of a kind that is not known
     */
    static Rotary of(Config config, int headWidth) {
        Config parameters = config.nested("rope_parameters");
        Config scaling = config.nested("rope_scaling");
        Config kind = parameters.isEmpty() ? scaling : parameters;
        double base = kind.numberOr(config.number(BASE), "rope_theta");
        double turned = kind.numberOr(config.numberOr(1, SHARE), "partial_rotary_factor");
        int width = (int) (headWidth * turned);
        if (width < 2 || width % 2 != 0 || width > headWidth || !(base > 0)) {
            throw config.refused(
                    "rope_parameters", "turns %d of %d features".formatted(width, headWidth));
        }
        return new Rotary(width, RotaryScaling.of(kind).scaled(speeds(width, base)));
    }

    private static float[] speeds(int width, double base) {
        float[] speeds = new float[width / 2];
        for (int i = 0; i < speeds.length; i++) {
            speeds[i] = 1f / (float) Math.pow(base, (float) (2 * i) / width);
        }
        return speeds;
    }

    /** Writes the angles, once for all blocks. */
    Angles angles(ModuleGraph graph, String positions) {
        String column = graph.unsqueeze(graph.toFloat(positions), 1);
        String angle = graph.mul(column, graph.unsqueeze(graph.numbers(speeds), 0));
        return new Angles(graph.op("Cos", angle), graph.op("Sin", angle));
    }

    /** Turns queries or keys (batch, heads, length, head width). */
    String turned(ModuleGraph graph, String x, Angles angles, int headWidth) {
        int half = width / 2;
        List<String> parts =
                width == headWidth
                        ? graph.split(x, half, half)
                        : graph.split(x, half, half, headWidth - width);
        String a = parts.get(0);
        String b = parts.get(1);
        String first = graph.op("Sub", graph.mul(a, angles.cosines), graph.mul(b, angles.sines));
        String second = graph.add(graph.mul(b, angles.cosines), graph.mul(a, angles.sines));
        @Nullable String rest = parts.size() > 2 ? parts.get(2) : null;
        return rest == null ? graph.concat(first, second) : graph.concat(first, second, rest);
    }
}
