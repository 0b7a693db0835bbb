package org.espalier.compress.statistics;

import org.espalier.model.Layer;
import org.espalier.model.Node;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How a convolution's window moves along one spatial axis, as ONNX defines it.
 *
 * @param autoPad {@code NOTSET} if {@code padBegin} and {@code padEnd} hold, or {@code VALID},
 *     {@code SAME_UPPER}, {@code SAME_LOWER}
 */
record WindowAxis(int kernel, int stride, int dilation, int padBegin, int padEnd, String autoPad) {

    /** The axes of a convolution; none for Gemm and MatMul. */
    static List<WindowAxis> of(Layer layer) {
        int rank = layer.kernel().size();
        Node node = layer.node();
        long[] strides = node.intsAttribute("strides", filled(rank, 1));
        long[] dilations = node.intsAttribute("dilations", filled(rank, 1));
        String autoPad = node.stringAttribute("auto_pad", "NOTSET");
        long[] pads = node.intsAttribute("pads", filled(2 * rank, 0));
        boolean padded = autoPad.equals("NOTSET");
        return IntStream.range(0, rank)
                .mapToObj(
                        axis ->
                                new WindowAxis(
                                        Math.toIntExact(layer.kernel().get(axis)),
                                        Math.toIntExact(strides[axis]),
                                        Math.toIntExact(dilations[axis]),
                                        padded ? Math.toIntExact(pads[axis]) : 0,
                                        padded ? Math.toIntExact(pads[axis + rank]) : 0,
                                        autoPad))
                .toList();
    }

    /** How many places the window takes over {@code size} inputs. */
    int outputs(int size) {
        if (isSame()) {
            return (size + stride - 1) / stride;
        }
        int room = size + padBegin + padEnd - reach();
        return room < 0 ? 0 : room / stride + 1;
    }

    /** The input under kernel element {@code offset} at place {@code output}, or -1 in the pads. */
    int input(int output, int offset, int size) {
        int index = output * stride - begin(size) + offset * dilation;
        return index >= 0 && index < size ? index : -1;
    }

    private int begin(int size) {
        if (!isSame()) {
            return padBegin;
        }
        int total = Math.max(0, (outputs(size) - 1) * stride + reach() - size);
        return autoPad.equals("SAME_UPPER") ? total / 2 : total - total / 2;
    }

    private int reach() {
        return dilation * (kernel - 1) + 1;
    }

    private boolean isSame() {
        return autoPad.startsWith("SAME");
    }

    private static long[] filled(int length, long value) {
        long[] values = new long[length];
        Arrays.fill(values, value);
        return values;
    }
}
