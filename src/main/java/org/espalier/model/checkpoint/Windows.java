package org.espalier.model.checkpoint;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** How many positions each block's attention sees: 0 where it sees all. */
final class Windows {
    /** Key of a list that says for each block what its attention sees. */
    static final String TYPES = "layer_types";

    private static final String ALL = "full_attention";
    private static final String SLIDING = "sliding_attention";

    private Windows() {}

    /**
     * Reads the windows of a Llama-like decoder.
     *
     * @throws org.espalier.base.UserFacingException if {@code layer_types} has an unknown kind
     */
    static List<Integer> of(LlamaVariant variant, Config config, int blocks) {
        return switch (variant) {
            case LLAMA -> everywhere(0, blocks);
            case MISTRAL, PHI3 -> everywhere(config.countOrNone("sliding_window"), blocks);
            case QWEN2, QWEN3 -> fromTheFirst(config, blocks);
            case GEMMA2 -> alternating(config, blocks);
        };
    }

    private static List<Integer> everywhere(int size, int blocks) {
        return Collections.nCopies(blocks, size);
    }

    private static List<Integer> fromTheFirst(Config config, int blocks) {
        int stated = config.countOrNone("sliding_window");
        int size = config.flag("use_sliding_window") ? stated : 0;
        if (config.has(TYPES)) {
            return byType(config, size, blocks);
        }
        int first = size == 0 ? blocks : (int) config.number("max_window_layers");
        return IntStream.range(0, blocks).mapToObj(i -> i >= first ? size : 0).toList();
    }

    private static List<Integer> alternating(Config config, int blocks) {
        int size = config.countOrNone("sliding_window");
        return config.has(TYPES)
                ? byType(config, size, blocks)
                : alternatingTypes(blocks).stream()
                        .map(type -> type.equals(SLIDING) ? size : 0)
                        .toList();
    }

    /** The types of a model whose configuration leaves them to its architecture. */
    static List<String> alternatingTypes(int blocks) {
        return IntStream.range(0, blocks).mapToObj(i -> i % 2 == 0 ? SLIDING : ALL).toList();
    }

    private static List<Integer> byType(Config config, int size, int blocks) {
        List<String> types = config.texts(TYPES);
        if (types.size() != blocks) {
            throw config.refused(
                    TYPES, "has %d entries for %d layers".formatted(types.size(), blocks));
        }
        return types.stream().map(type -> window(config, type, size)).toList();
    }

    private static int window(Config config, String type, int size) {
        return switch (type) {
            case ALL -> 0;
            case SLIDING -> {
                if (size == 0) {
                    throw config.refused(TYPES, "asks for a sliding window that is not set");
                }
                yield size;
            }
            default -> throw config.refused(TYPES, "names a kind that is not known");
        };
    }
}
