package org.espalier.compress.statistics;

import java.util.Arrays;
import java.util.List;

/**
 * Which element of a channel's plane lies under each kernel element at each place of the window:
 * the unfolding of a convolution's input as a table, for any number of spatial axes.
 *
 * @param offsets per kernel element and place: the index in the plane, -1 in the padding
 */
record PatchIndex(int[][] offsets) {

    /** The table for planes of these sizes. */
    static PatchIndex of(List<WindowAxis> axes, int[] sizes) {
        int[][] offsets = {{0}};
        for (int axis = 0; axis < sizes.length; axis++) {
            offsets = extended(offsets, axes.get(axis), sizes[axis]);
        }
        return new PatchIndex(offsets);
    }

    /** Elements of the kernel. */
    int kernel() {
        return offsets.length;
    }

    /** Places of the window. */
    int places() {
        return offsets[0].length;
    }

    /** Sum of a plane over all that one kernel element sees. */
    double sum(double[] planes, int start, int kernelElement) {
        double sum = 0;
        for (int offset : offsets[kernelElement]) {
            sum += offset < 0 ? 0 : planes[start + offset];
        }
        return sum;
    }

    private static int[][] extended(int[][] outer, WindowAxis axis, int size) {
        int places = axis.outputs(size);
        int[][] result = new int[outer.length * axis.kernel()][outer[0].length * places];
        for (int k = 0; k < result.length; k++) {
            int[] before = outer[k / axis.kernel()];
            for (int place = 0; place < result[k].length; place++) {
                int start = before[place / places];
                int inner = axis.input(place % places, k % axis.kernel(), size);
                result[k][place] = start < 0 || inner < 0 ? -1 : start * size + inner;
            }
        }
        return result;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PatchIndex index && Arrays.deepEquals(offsets, index.offsets);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(offsets);
    }

    @Override
    public String toString() {
        return "PatchIndex " + kernel() + " x " + places();
    }
}
