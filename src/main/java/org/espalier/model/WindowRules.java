package org.espalier.model;

import org.espalier.model.ShapeRules.Rule;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Map;

/** Shape rules of convolutions and poolings: (batch, channels, spatial axes). */
final class WindowRules {
    private WindowRules() {}

    static void addTo(Map<String, Rule> rules) {
        ShapeRules.put(rules, WindowRules::convolution, "Conv", "ConvInteger");
        ShapeRules.put(rules, WindowRules::transposed, "ConvTranspose");
        ShapeRules.put(rules, WindowRules::pooling, "MaxPool", "AveragePool", "LpPool");
        ShapeRules.put(rules, WindowRules::global, "GlobalAveragePool", "GlobalMaxPool");
    }

    private static Known convolution(Operands o) {
        long[] x = o.dims(0);
        long[] w = o.dims(1);
        if (x == null || w == null) {
            return StructureRules.rankOf(o);
        }
        return window(o, x, w[0], Arrays.copyOfRange(w, 2, w.length));
    }

    private static Known pooling(Operands o) {
        long[] x = o.dims(0);
        return x == null
                ? StructureRules.rankOf(o)
                : window(o, x, x[1], o.node().intsAttribute("kernel_shape"));
    }

    private static Known window(Operands o, long[] x, long channels, long[] kernel) {
        long[] result = x.clone();
        result[1] = channels;
        for (int i = 0; i < kernel.length; i++) {
            if (x[i + 2] != Known.UNKNOWN) {
                result[i + 2] = outputSize(o.node(), x[i + 2], kernel[i], i, kernel.length);
            }
        }
        return Known.of(o.dtype(0), result);
    }

    private static long outputSize(Node node, long size, long kernel, int axis, int axes) {
        long stride = entry(node, "strides", axis, 1);
        long span = (kernel - 1) * entry(node, "dilations", axis, 1) + 1;
        String auto = node.stringAttribute("auto_pad", "NOTSET");
        if (auto.startsWith("SAME")) {
            return Math.ceilDiv(size, stride);
        }
        boolean explicit = !auto.equals("VALID");
        long before = explicit ? entry(node, "pads", axis, 0) : 0;
        long after = explicit ? entry(node, "pads", axis + axes, 0) : 0;
        long room = size + before + after - span;
        if (node.intAttribute("ceil_mode", 0) == 0) {
            return Math.floorDiv(room, stride) + 1;
        }
        long count = Math.ceilDiv(room, stride) + 1;
        // A window that would start in the padding at the end is left out.
        return (count - 1) * stride >= size + before ? count - 1 : count;
    }

    private static long entry(Node node, String attribute, int index, long fallback) {
        long[] values = node.intsAttribute(attribute);
        return values.length == 0 ? fallback : values[index];
    }

    private static Known transposed(Operands o) {
        long[] x = o.dims(0);
        long[] w = o.dims(1);
        if (x == null || w == null) {
            return StructureRules.rankOf(o);
        }
        long[] stated = o.node().intsAttribute("output_shape");
        int axes = w.length - 2;
        long[] result = x.clone();
        result[1] = w[1] * o.node().intAttribute("group", 1);
        for (int i = 0; i < axes; i++) {
            if (stated.length > 0) {
                result[i + 2] = stated[stated.length - axes + i];
            } else if (x[i + 2] != Known.UNKNOWN) {
                result[i + 2] = transposedSize(o.node(), x[i + 2], w[i + 2], i, axes);
            }
        }
        return Known.of(o.dtype(0), result);
    }

    private static long transposedSize(Node node, long size, long kernel, int axis, int axes) {
        long stride = entry(node, "strides", axis, 1);
        if (node.stringAttribute("auto_pad", "NOTSET").startsWith("SAME")) {
            return size * stride;
        }
        long span = (kernel - 1) * entry(node, "dilations", axis, 1) + 1;
        long pads = entry(node, "pads", axis, 0) + entry(node, "pads", axis + axes, 0);
        return stride * (size - 1) + entry(node, "output_padding", axis, 0) + span - pads;
    }

    private static Known global(Operands o) {
        long @Nullable [] x = o.dims(0);
        if (x == null) {
            return StructureRules.rankOf(o);
        }
        long[] result = x.clone();
        Arrays.fill(result, 2, result.length, 1);
        return Known.of(o.dtype(0), result);
    }
}
