package org.espalier.engine;

import org.espalier.base.UserFacingException;
import org.espalier.model.Network;
import org.espalier.model.Weight;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The type in which factors and results of matrix products are held. All else, such as
 * normalization, softmax, sums with what a block was given, and statistics, is in fp32 whatever the
 * precision.
 *
 * <p>Source: Micikevicius et al., "Mixed Precision Training", 2018, section 3.3; Kalamkar et al.,
 * "A Study of BFLOAT16 for Deep Learning Training", 2019.
 */
public enum Precision {
    /** 24 significant bits. */
    FP32,
    /** 11 significant bits, up to 65,504. */
    FP16,
    /** 8 significant bits, the range of fp32. */
    BF16;

    /**
     * By its spelling in options.
     *
     * @throws UserFacingException if there is none
     */
    static Precision of(String text) {
        return Arrays.stream(values())
                .filter(precision -> precision.toString().equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(
                        () ->
                                UserFacingException.badInput(
                                        "There is no precision \"%s\". Choose auto, %s."
                                                .formatted(text, spellings())));
    }

    private static String spellings() {
        return Arrays.stream(values()).map(Precision::toString).collect(Collectors.joining(", "));
    }

    /** The type in which the file holds most of a network's floats; wider ones count as fp32. */
    static Precision stored(Network network) {
        Map<Precision, Long> counts = new EnumMap<>(Precision.class);
        for (Weight weight : network.weights().values()) {
            if (weight.tensor().dtype().isFloat()) {
                counts.merge(ofWeight(weight), weight.tensor().count(), Long::sum);
            }
        }
        return counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(FP32);
    }

    private static Precision ofWeight(Weight weight) {
        return switch (weight.tensor().dtype()) {
            case FLOAT16 -> FP16;
            case BFLOAT16 -> BF16;
            default -> FP32;
        };
    }

    /** As options spell it: {@code fp32}, {@code fp16} or {@code bf16}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
