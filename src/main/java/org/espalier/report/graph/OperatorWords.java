package org.espalier.report.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Few words for the operators in a box. */
final class OperatorWords {
    private static final int MOST = 3;
    private static final Map<String, String> WORDS =
            Map.of(
                    "BatchNormalization", "norm",
                    "LayerNormalization", "norm",
                    "InstanceNormalization", "norm",
                    "GlobalAveragePool", "pool",
                    "AveragePool", "pool",
                    "MaxPool", "pool",
                    "GlobalMaxPool", "pool",
                    "Gather", "lookup",
                    "LogSoftmax", "softmax",
                    "HardSwish", "swish");
    private static final Set<String> SILENT =
            Set.of(
                    "Reshape",
                    "Transpose",
                    "Flatten",
                    "Identity",
                    "Dropout",
                    "Unsqueeze",
                    "Squeeze",
                    "Expand",
                    "Cast");
    private static final Set<String> HEAVY =
            Set.of("Conv", "ConvTranspose", "Gemm", "MatMul", "LSTM", "GRU", "RNN", "If", "Loop");
    private static final Set<String> OF_NORM =
            Set.of("ReduceMean", "Sub", "Pow", "Sqrt", "Div", "Mul", "Add");
    private static final Set<String> OF_GELU = Set.of("Div", "Erf", "Add", "Mul");

    private OperatorWords() {}

    /** Whether an operator never hangs on to what is before it. */
    static boolean startsBox(String operator) {
        return isPool(operator) || HEAVY.contains(operator);
    }

    static boolean isPool(String operator) {
        return "pool".equals(WORDS.get(operator));
    }

    static boolean isSilent(String operator) {
        return SILENT.contains(operator);
    }

    /** The telling operators in their order, such as {@code add · relu}. */
    static String of(List<String> operators) {
        List<String> words = new ArrayList<>();
        for (String operator : spoken(named(operators))) {
            String word = WORDS.getOrDefault(operator, operator.toLowerCase(Locale.ROOT));
            if (!words.contains(word)) {
                words.add(word);
            }
        }
        boolean all = words.size() <= MOST;
        return String.join(" · ", all ? words : words.subList(0, MOST)) + (all ? "" : " …");
    }

    private static List<String> spoken(List<String> operators) {
        List<String> spoken = operators.stream().filter(op -> !isSilent(op)).toList();
        return spoken.isEmpty() ? operators : spoken;
    }

    /** Normalizations and GELU are written by many exporters as the arithmetic inside them. */
    private static List<String> named(List<String> operators) {
        int mean = operators.indexOf("ReduceMean");
        int error = operators.indexOf("Erf");
        if (mean >= 0 && operators.contains("Sqrt")) {
            return replaced(operators, mean, OF_NORM, "norm");
        }
        return error < 0 ? operators : replaced(operators, Math.max(0, error - 1), OF_GELU, "gelu");
    }

    private static List<String> replaced(
            List<String> operators, int from, Set<String> parts, String name) {
        int to = from;
        while (to < operators.size() && parts.contains(operators.get(to))) {
            to++;
        }
        List<String> result = new ArrayList<>(operators.subList(0, from));
        result.add(name);
        result.addAll(named(operators.subList(Math.max(to, from + 1), operators.size())));
        return result;
    }
}
