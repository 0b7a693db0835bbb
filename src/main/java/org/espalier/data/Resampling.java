package org.espalier.data;

/**
 * Linear resampling of one axis. When shrinking, the triangle widens with the step, so that every
 * source value counts (no aliasing), as image libraries of the training world do.
 *
 * @param first first source index of each target
 * @param weights of the source values from there on; they sum to 1
 */
record Resampling(int source, int[] first, float[][] weights) {

    /** The middle {@code target} values of an axis scaled by {@code scale}. */
    static Resampling middle(int source, int target, double scale) {
        int[] first = new int[target];
        float[][] weights = new float[target][];
        double support = Math.max(1, 1 / scale);
        double start = (source - target / scale) / 2;
        for (int i = 0; i < target; i++) {
            double centre = start + (i + 0.5) / scale;
            first[i] = Math.max(0, (int) Math.floor(centre - support + 0.5));
            int end = Math.min(source, (int) Math.floor(centre + support + 0.5));
            weights[i] = triangle(first[i], end, centre, support);
        }
        return new Resampling(source, first, weights);
    }

    /** Resamples each of {@code rows} rows. */
    float[] rows(float[] plane, int rows) {
        float[] result = new float[rows * first.length];
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < first.length; i++) {
                result[row * first.length + i] = at(plane, i, row * source, 1);
            }
        }
        return result;
    }

    /** Resamples each of {@code columns} columns. */
    float[] columns(float[] plane, int columns) {
        float[] result = new float[first.length * columns];
        for (int i = 0; i < first.length; i++) {
            for (int column = 0; column < columns; column++) {
                result[i * columns + column] = at(plane, i, column, columns);
            }
        }
        return result;
    }

    private float at(float[] plane, int target, int offset, int step) {
        float sum = 0;
        int from = offset + first[target] * step;
        for (float weight : weights[target]) {
            sum += weight * plane[from];
            from += step;
        }
        return sum;
    }

    private static float[] triangle(int first, int end, double centre, double support) {
        float[] weights = new float[end - first];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            double distance = Math.abs(first + i + 0.5 - centre) / support;
            weights[i] = (float) Math.max(0, 1 - distance);
            sum += weights[i];
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= (float) sum;
        }
        return weights;
    }
}
