package org.espalier.model;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Tells which block a layer belongs to, by its name or by the shapes around it. */
final class BlockNames {
    private static final Pattern NUMBERED = Pattern.compile("((?:[^.]*\\.)*?\\d+)\\..+");

    private BlockNames() {}

    /** The name up to its first number, such as {@code model.layers.3}; null if it has none. */
    static @Nullable String numbered(LayerId layer) {
        Matcher matcher = NUMBERED.matcher(layer.name());
        return matcher.matches() ? matcher.group(1) : null;
    }

    /** What of the name fits a pattern of modules; null if it does not begin so. */
    static @Nullable String under(String pattern, LayerId layer) {
        String regex =
                pattern.chars()
                        .mapToObj(
                                c ->
                                        switch (c) {
                                            case '*' -> "[^.]*";
                                            case '?' -> "[^.]";
                                            default -> Pattern.quote(Character.toString(c));
                                        })
                        .collect(Collectors.joining());
        Matcher matcher =
                Pattern.compile("(" + regex + ")(\\..*)?", Pattern.DOTALL).matcher(layer.name());
        return matcher.matches() ? matcher.group(1) : null;
    }

    /**
     * Whether at least two blocks of several layers each have the same shapes in the same order.
     */
    static boolean repeat(List<Layer> layers, Map<LayerId, String> labels) {
        Map<String, List<String>> shapes = new LinkedHashMap<>();
        for (Layer layer : layers) {
            String label = labels.get(layer.id());
            if (label != null) {
                shapes.computeIfAbsent(label, key -> new ArrayList<>()).add(shape(layer));
            }
        }
        Map<List<String>, Long> counts = new HashMap<>();
        shapes.values().stream()
                .filter(block -> block.size() > 1)
                .forEach(block -> counts.merge(block, 1L, Long::sum));
        return counts.values().stream().anyMatch(count -> count > 1);
    }

    /**
     * Labels the longest stretch of layers whose shapes repeat with the shortest period of at least
     * two; empty if nothing repeats.
     */
    static Map<LayerId, String> byShapes(List<Layer> layers) {
        List<String> shapes = layers.stream().map(BlockNames::shape).toList();
        int bestStart = 0;
        int bestPeriod = 0;
        int bestCount = 1;
        for (int period = 2; period * 2 <= shapes.size(); period++) {
            int run = 0;
            for (int i = 0; i + period < shapes.size(); i++) {
                run = shapes.get(i).equals(shapes.get(i + period)) ? run + 1 : 0;
                int count = run / period + 1;
                if (count > 1 && count * period > bestCount * bestPeriod) {
                    bestStart = i + 1 - run;
                    bestPeriod = period;
                    bestCount = count;
                }
            }
        }
        Map<LayerId, String> labels = new LinkedHashMap<>();
        for (int i = 0; i < bestPeriod * bestCount && bestCount > 1; i++) {
            labels.put(layers.get(bestStart + i).id(), "block." + i / bestPeriod);
        }
        return labels;
    }

    /** What the layers of repeated blocks have in common. */
    static String shape(Layer layer) {
        return layer.node().op() + layer.layout().rows() + "x" + layer.layout().columns();
    }
}
