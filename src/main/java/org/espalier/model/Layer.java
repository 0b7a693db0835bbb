package org.espalier.model;

import org.espalier.tensor.Shape;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A layer that can be compressed: a Conv, Gemm or MatMul with a constant weight.
 *
 * @param id readable and unique
 * @param node the operator
 * @param input name of the value that the layer reads
 * @param output name of the value that the layer computes
 * @param weight name of the weight in the graph; several layers may share one
 * @param layout how the stored weight is read as a matrix
 * @param bias name of the constant bias, if it is known
 * @param inChannels input channels or features of the whole layer
 * @param kernel spatial kernel size; empty for Gemm and MatMul
 * @param stride spatial stride; empty for Gemm and MatMul
 * @param macs multiply-accumulates for one sample, free axes taken as 1 (sequence lengths too); -1
 *     if unknown
 */
public record Layer(
        LayerId id,
        Node node,
        String input,
        String output,
        String weight,
        Shape weightShape,
        MatrixLayout layout,
        @Nullable String bias,
        long inChannels,
        List<Long> kernel,
        List<Long> stride,
        long macs) {

    /** Output channels or features. */
    public int outFeatures() {
        return layout.rows();
    }

    /** Number of weights, bias not counted. */
    public long weightCount() {
        return layout.count();
    }

    /** Operator in words, such as {@code Conv 3x3 /2} or {@code Gemm}. */
    public String kind() {
        if (kernel.isEmpty()) {
            return node.op();
        }
        StringBuilder text = new StringBuilder(node.op()).append(' ').append(join(kernel));
        if (stride.stream().anyMatch(step -> step != 1)) {
            text.append(" /").append(stride.get(0));
        }
        return text.toString();
    }

    private static String join(List<Long> sizes) {
        return String.join("×", sizes.stream().map(String::valueOf).toList());
    }
}
