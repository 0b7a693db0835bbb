package org.espalier.engine.djl.operator;

import org.espalier.model.Attribute;

import java.util.stream.DoubleStream;

/**
 * How Resize computes one axis: where an output index lies on the input, and with which weights the
 * inputs around that place count.
 *
 * @param mode nearest, linear or cubic
 * @param transform the attribute coordinate_transformation_mode
 * @param scale output size by input size, as declared
 * @param start where the region of interest begins, as a share of the input
 * @param end where it ends
 */
record Interpolation(
        Call call, String mode, String transform, double scale, double start, double end) {

    static Interpolation of(Call call, int axis, int rank, double scale) {
        boolean old = call.opset() < 11;
        String transform =
                old ? "asymmetric" : call.text("coordinate_transformation_mode", "half_pixel");
        boolean crop = transform.equals("tf_crop_and_resize");
        return new Interpolation(
                call,
                call.text("mode", "nearest"),
                transform,
                scale,
                crop ? call.host(1).doubleAt(axis) : 0,
                crop ? call.host(1).doubleAt(axis + (long) rank) : 1);
    }

    boolean crops() {
        return start != 0 || end != 1;
    }

    /**
     * Weights of the inputs (columns) for each output (row); a row of zeros for a place outside.
     */
    double[][] matrix(int size, int outputs) {
        double[][] matrix = new double[outputs][size];
        for (int output = 0; output < outputs; output++) {
            double place = place(output, size, outputs);
            if (!crops() || (place >= 0 && place <= size - 1)) {
                fill(matrix[output], place);
            }
        }
        return matrix;
    }

    /** The extrapolation value for each row of zeros. */
    double[][] outside(double[][] matrix) {
        double value = call.number("extrapolation_value", 0);
        double[] row = new double[matrix.length];
        java.util.Arrays.setAll(
                row, i -> DoubleStream.of(matrix[i]).allMatch(w -> w == 0) ? value : 0);
        return new double[][] {row};
    }

    private double place(int output, int size, int outputs) {
        return switch (transform) {
            case "asymmetric" -> output / scale;
            case "align_corners" ->
                    scale * size == 1 ? 0 : output * (size - 1) / (scale * size - 1);
            case "pytorch_half_pixel" -> outputs > 1 ? (output + 0.5) / scale - 0.5 : 0;
            case "tf_half_pixel_for_nn" -> (output + 0.5) / scale;
            case "tf_crop_and_resize" -> cropped(output, size, outputs);
            case "half_pixel_symmetric" -> symmetric(output, size, outputs);
            default -> (output + 0.5) / scale - 0.5;
        };
    }

    private double cropped(int output, int size, int outputs) {
        return outputs > 1
                ? start * (size - 1) + output * (end - start) * (size - 1) / (outputs - 1)
                : 0.5 * (start + end) * (size - 1);
    }

    /** Half pixel, corrected so that the centre stays where the scale does not give whole sizes. */
    private double symmetric(int output, int size, int outputs) {
        double adjustment = outputs / (scale * size);
        double offset = size / 2.0 * (1 - adjustment);
        return offset + (output + 0.5) / scale - 0.5;
    }

    private void fill(double[] row, double place) {
        switch (mode) {
            case "nearest" -> row[(int) Math.clamp(nearest(place), 0, row.length - 1)] = 1;
            case "cubic" -> spread(row, place, 2);
            default -> spread(row, place, 1);
        }
    }

    private long nearest(double place) {
        boolean old = call.opset() < 11;
        return switch (call.text("nearest_mode", old ? "floor" : "round_prefer_floor")) {
            case "floor" -> (long) Math.floor(place);
            case "ceil" -> (long) Math.ceil(place);
            case "round_prefer_ceil" -> (long) Math.floor(place + 0.5);
            default -> (long) Math.ceil(place - 0.5);
        };
    }

    /**
     * Adds the kernel's weights around a place; those beyond the ends go to the end elements, or
     * are left out and the rest scaled up. Shrinking with antialias widens the kernel.
     */
    private void spread(double[] row, double place, int reach) {
        double width = call.flag("antialias") ? Math.max(1, 1 / scale) : 1;
        boolean excluding = call.flag("exclude_outside") || width > 1;
        long first = (long) Math.ceil(place - reach * width);
        double total = 0;
        for (long i = first; i <= place + reach * width; i++) {
            double weight = kernel(Math.abs(i - place) / width);
            boolean inside = i >= 0 && i < row.length;
            if (inside || !excluding) {
                row[(int) Math.clamp(i, 0, row.length - 1)] += weight;
                total += weight;
            }
        }
        for (int i = 0; i < row.length; i++) {
            row[i] /= total;
        }
    }

    private double kernel(double distance) {
        return mode.equals("cubic") ? cubic(distance) : Math.max(0, 1 - distance);
    }

    /** R. G. Keys, Cubic convolution interpolation for digital image processing, 1981. */
    private double cubic(double d) {
        double a =
                call.attribute("cubic_coeff_a") instanceof Attribute.FloatValue v
                        ? v.value()
                        : -0.75;
        if (d <= 1) {
            return ((a + 2) * d - (a + 3)) * d * d + 1;
        }
        return d < 2 ? ((a * d - 5 * a) * d + 8 * a) * d - 4 * a : 0;
    }
}
