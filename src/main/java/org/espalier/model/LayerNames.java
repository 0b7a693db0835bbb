package org.espalier.model;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Gives layers readable, unique names.
 *
 * <p>Tried in this order: the weight's name if it is a parameter's ({@code stage1.0.conv1.weight}),
 * the node's path ({@code /stage1/stage1.0/conv1/Conv}), the bias's name, the node's module, the
 * output's name. What exporters make up ({@code onnx::MatMul_787}, {@code Conv_12}, {@code 431}) is
 * never used; a layer with nothing better is called by its operator and its number among them, such
 * as {@code matmul_3}.
 */
final class LayerNames {
    private static final Pattern PARAMETER = Pattern.compile("(.+)[./_](weight|bias|kernel|W|B)");
    private static final Pattern MADE_UP =
            Pattern.compile(
                    "(onnx::.*|node_.*|(Conv|MatMul|Gemm)(_\\d+)?(_output_\\d+)?|_*val_\\d+"
                            + "|[A-Za-z]?\\d*|input|output|weight|bias)(:\\d+)?");

    private final Set<String> taken = new HashSet<>();
    private final Map<String, Integer> counts = new HashMap<>();

    /** Names the next layer in topological order. */
    LayerId next(Node node, String weight, @Nullable String bias) {
        String op = node.op().toLowerCase(Locale.ROOT);
        int number = counts.merge(op, 1, Integer::sum);
        List<String> candidates = new ArrayList<>();
        candidates.add(parameter(weight));
        candidates.add(path(node));
        candidates.add(bias == null ? "" : parameter(bias));
        candidates.add(dotted(node.module()));
        candidates.add(output(node));
        candidates.add(op + "_" + number);
        candidates.removeIf(String::isEmpty);
        return new LayerId(unique(candidates));
    }

    private String unique(List<String> candidates) {
        for (String candidate : candidates) {
            if (taken.add(candidate)) {
                return candidate;
            }
        }
        int suffix = 2;
        while (!taken.add(candidates.get(0) + "_" + suffix)) {
            suffix++;
        }
        return candidates.get(0) + "_" + suffix;
    }

    private static String parameter(String name) {
        var matcher = PARAMETER.matcher(name);
        return matcher.matches() ? dotted(matcher.group(1)) : "";
    }

    /** The node's path without the operator at its end. */
    private static String path(Node node) {
        String name = node.name();
        int cut = name.lastIndexOf('/');
        String last = name.substring(cut + 1);
        boolean operator = last.equals(node.op()) || last.startsWith(node.op() + "_");
        return dotted(operator ? name.substring(0, Math.max(cut, 0)) : name);
    }

    private static String output(Node node) {
        String name = node.output();
        return name.indexOf('/') >= 0 ? "" : dotted(name);
    }

    /** Joins a path with dots, without the repetitions of nested modules; empty if made up. */
    private static String dotted(String path) {
        List<String> parts = new ArrayList<>();
        for (String part : path.split("/", -1)) {
            if (!parts.isEmpty() && part.startsWith(parts.get(parts.size() - 1) + ".")) {
                parts.remove(parts.size() - 1);
            }
            if (!part.isEmpty()) {
                parts.add(part);
            }
        }
        String name = String.join(".", parts);
        return MADE_UP.matcher(name).matches() ? "" : name;
    }
}
