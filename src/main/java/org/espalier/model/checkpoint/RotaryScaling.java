package org.espalier.model.checkpoint;

/**
 * How the speeds of a rotary embedding are slowed for longer texts than the model was first trained
 * on.
 */
sealed interface RotaryScaling {
    /** Not at all. */
    record None() implements RotaryScaling {}

    /** All alike. */
    record Linear(double factor) implements RotaryScaling {}

    /**
     * Llama 3: slow pairs by {@code factor}, fast ones not at all, between the two a mixture.
     *
     * @param low turns within the original length below which a pair is slow
     * @param high turns above which it is fast
     * @param original length of the first training, in tokens
     */
    record Llama3(double factor, double low, double high, double original)
            implements RotaryScaling {}

    /**
     * Reads the scaling.
     *
     * @throws org.espalier.base.UserFacingException if its kind is not known, or a key of it
     */
    static RotaryScaling of(Config config) {
        if (config.isEmpty()) {
            return new None();
        }
        config.ignore("rope_theta", "partial_rotary_factor");
        RotaryScaling scaling =
                switch (kind(config)) {
                    case "default" -> new None();
                    case "linear" -> new Linear(config.number("factor"));
                    case "llama3" ->
                            new Llama3(
                                    config.number("factor"),
                                    config.number("low_freq_factor"),
                                    config.number("high_freq_factor"),
                                    config.number("original_max_position_embeddings"));
                    default ->
                            throw config.refused(
                                    config.has("rope_type") ? "rope_type" : "type",
                                    "names a scaling that is not known");
                };
        config.requireUnderstood();
        return scaling;
    }

    private static String kind(Config config) {
        boolean stated = config.has("rope_type") || config.has("type");
        return stated ? config.text("rope_type", "type") : "default";
    }

    /** The slowed speeds. */
    default float[] scaled(float[] speeds) {
        float[] scaled = speeds.clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] =
                    switch (this) {
                        case None none -> speeds[i];
                        case Linear linear -> (float) (speeds[i] / linear.factor);
                        case Llama3 llama3 -> (float) mixed(speeds[i], llama3);
                    };
        }
        return scaled;
    }

    private static double mixed(double speed, Llama3 by) {
        double turns = by.original * speed / (2 * Math.PI);
        double fast = Math.clamp((turns - by.low) / (by.high - by.low), 0, 1);
        return (1 - fast) * speed / by.factor + fast * speed;
    }
}
