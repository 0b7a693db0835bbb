package org.espalier.engine.djl.operator;

import java.util.stream.LongStream;

/**
 * The sliding window of a convolution or a pooling: its size, steps and the border around the
 * input, per spatial axis.
 *
 * @param begin border before each axis
 * @param end border after each axis, wide enough for the last window where sizes are rounded up
 */
record Window(long[] kernel, long[] strides, long[] dilations, long[] begin, long[] end) {

    /** Reads the window of a node whose input has these spatial sizes. */
    static Window of(Call call, long[] kernel, long[] sizes) {
        Window declared = declared(call, kernel, sizes);
        return call.flag("ceil_mode") ? declared.coveringAll(sizes) : declared;
    }

    private static Window declared(Call call, long[] kernel, long[] sizes) {
        int rank = kernel.length;
        long[] ones = Axes.filled(rank, 1);
        Window bare =
                new Window(
                        kernel,
                        call.node().intsAttribute("strides", ones),
                        call.node().intsAttribute("dilations", ones),
                        Axes.filled(rank, 0),
                        Axes.filled(rank, 0));
        return bare.padded(call, sizes);
    }

    /** The window of a pooling, whose size is an attribute, over an input of these sizes. */
    static Window ofPooling(Call call, long[] dims) {
        return of(call, call.node().intsAttribute("kernel_shape"), spatial(dims));
    }

    /** The same with the border that the node declares, not widened for a last window. */
    static Window declaredForPooling(Call call, long[] dims) {
        return declared(call, call.node().intsAttribute("kernel_shape"), spatial(dims));
    }

    private static long[] spatial(long[] dims) {
        return LongStream.of(dims).skip(2).toArray();
    }

    private Window padded(Call call, long[] sizes) {
        return switch (call.text("auto_pad", "NOTSET")) {
            case "VALID" -> this;
            case "SAME_UPPER" -> same(sizes, false);
            case "SAME_LOWER" -> same(sizes, true);
            default -> explicit(call.node().intsAttribute("pads", Axes.filled(2 * rank(), 0)));
        };
    }

    private Window explicit(long[] pads) {
        return with(
                LongStream.of(pads).limit(rank()).toArray(),
                LongStream.of(pads).skip(rank()).toArray());
    }

    private Window same(long[] sizes, boolean moreBefore) {
        long[] before = new long[rank()];
        long[] after = new long[rank()];
        for (int i = 0; i < rank(); i++) {
            long steps = Math.ceilDiv(sizes[i], strides[i]);
            long total = Math.max(0, (steps - 1) * strides[i] + extent(i) - sizes[i]);
            before[i] = moreBefore ? total - total / 2 : total / 2;
            after[i] = total - before[i];
        }
        return with(before, after);
    }

    /**
     * Rounds the number of steps up, but never starts a window inside the border after the input.
     */
    private Window coveringAll(long[] sizes) {
        long[] after = end.clone();
        for (int i = 0; i < rank(); i++) {
            long free = sizes[i] + begin[i] + end[i] - extent(i);
            long steps = Math.ceilDiv(free, strides[i]);
            if (steps * strides[i] >= sizes[i] + begin[i]) {
                steps--;
            }
            after[i] += Math.max(0, steps * strides[i] - free);
        }
        return with(begin, after);
    }

    private Window with(long[] before, long[] after) {
        return new Window(kernel, strides, dilations, before, after);
    }

    int rank() {
        return kernel.length;
    }

    /** Distance from the first to behind the last input that one window sees. */
    long extent(int axis) {
        return (kernel[axis] - 1) * dilations[axis] + 1;
    }

    boolean isSymmetric() {
        return java.util.Arrays.equals(begin, end);
    }

    boolean isDilated() {
        return LongStream.of(dilations).anyMatch(d -> d != 1);
    }

    /** The same window over an input that has its border already. */
    Window unpadded() {
        long[] zeros = Axes.filled(rank(), 0);
        return with(zeros, zeros);
    }

    /** Border before each axis of the whole tensor, batch and channels included. */
    long[] fullBegin() {
        return Axes.concat(new long[2], begin);
    }

    /** Border after each axis of the whole tensor, batch and channels included. */
    long[] fullEnd() {
        return Axes.concat(new long[2], end);
    }
}
