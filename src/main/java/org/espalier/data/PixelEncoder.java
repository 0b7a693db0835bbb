package org.espalier.data;

import org.espalier.base.UserFacingException;
import org.espalier.tensor.DType;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.jspecify.annotations.Nullable;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/**
 * Brings raw pixels into the order, type and range that a model takes. Each of the 256 pixel values
 * is normalized once per channel; a batch is then only looked up.
 */
final class PixelEncoder {
    private final ImageInput input;
    private final float[][] tables;

    /**
     * Prepares the tables.
     *
     * @param preprocessing null if the model takes raw bytes
     * @throws UserFacingException if its channels are not the model's
     */
    PixelEncoder(ImageInput input, @Nullable Preprocessing preprocessing) {
        this.input = input;
        this.tables = new float[input.channels()][];
        if (preprocessing != null && !preprocessing.fits(tables.length)) {
            throw UserFacingException.badInput(
                    "The preprocessing is stated for %d channels, the model's input %s has %d. State"
                                    .formatted(
                                            Math.max(
                                                    preprocessing.mean().size(),
                                                    preprocessing.std().size()),
                                            input.name(),
                                            tables.length)
                            + " one number for all, or one per channel.");
        }
        for (int channel = 0; channel < tables.length; channel++) {
            tables[channel] = preprocessing == null ? new float[0] : preprocessing.table(channel);
        }
    }

    ImageInput input() {
        return input;
    }

    /**
     * Encodes a batch.
     *
     * @param pixels of each sample: height * width, of 1 channel or of the model's, side by side
     */
    Tensor encode(List<MemorySegment> pixels, int height, int width) {
        int samples = pixels.size();
        Shape shape = input.shape(samples, height, width);
        boolean raw = input.dtype() == DType.UINT8;
        Tensor batch = Tensor.zeros(raw ? DType.UINT8 : DType.FLOAT32, shape);
        long bytes = samples == 0 ? 0 : batch.data().byteSize() / samples;
        for (int i = 0; i < samples; i++) {
            byte[] sample = pixels.get(i).toArray(ValueLayout.JAVA_BYTE);
            MemorySegment target = batch.data().asSlice(i * bytes, bytes);
            if (raw) {
                encodeRaw(sample, height * width, target);
            } else {
                encodeNormalized(sample, height * width, target);
            }
        }
        return batch.cast(input.dtype());
    }

    private void encodeNormalized(byte[] sample, int pixels, MemorySegment target) {
        float[] values = new float[pixels * tables.length];
        for (int channel = 0; channel < tables.length; channel++) {
            float[] table = tables[channel];
            int from = sourceOffset(sample, pixels, channel);
            int fromStep = sample.length / pixels;
            int to = offset(channel, pixels);
            int toStep = step();
            for (int pixel = 0; pixel < pixels; pixel++) {
                values[to + pixel * toStep] = table[sample[from + pixel * fromStep] & 0xff];
            }
        }
        MemorySegment.copy(values, 0, target, Tensor.F32, 0, values.length);
    }

    private void encodeRaw(byte[] sample, int pixels, MemorySegment target) {
        for (int channel = 0; channel < tables.length; channel++) {
            int from = sourceOffset(sample, pixels, channel);
            int fromStep = sample.length / pixels;
            int to = offset(channel, pixels);
            int toStep = step();
            for (int pixel = 0; pixel < pixels; pixel++) {
                target.set(
                        ValueLayout.JAVA_BYTE,
                        to + (long) pixel * toStep,
                        sample[from + pixel * fromStep]);
            }
        }
    }

    /** A grey sample gives its only channel to each of the model's. */
    private static int sourceOffset(byte[] sample, int pixels, int channel) {
        return Math.min(channel, sample.length / pixels - 1);
    }

    private int offset(int channel, int pixels) {
        return input.channelsLast() ? channel : channel * pixels;
    }

    private int step() {
        return input.channelsLast() ? tables.length : 1;
    }
}
