package org.espalier.data;

import org.espalier.base.UserFacingException;
import org.espalier.model.Dim;
import org.espalier.model.Network;
import org.espalier.model.ValueInfo;
import org.espalier.tensor.DType;
import org.espalier.tensor.Shape;

import java.util.List;
import java.util.stream.LongStream;

/**
 * The one input of a model that takes images: (N, C, H, W), (N, H, W, C), (N, H, W) or flat (N,
 * pixels).
 *
 * @param dims as declared; free sizes take the images' own
 */
record ImageInput(String name, DType dtype, List<Dim> dims) {

    /**
     * Reads it off a network.
     *
     * @throws UserFacingException if the network takes something else than one batch of images
     */
    static ImageInput of(Network network) {
        List<ValueInfo> inputs = network.inputs();
        if (inputs.size() == 1) {
            ValueInfo input = inputs.get(0);
            List<Dim> dims = input.dims();
            DType dtype = input.dtype();
            if (dims != null && dtype != null && dims.size() >= 2 && dims.size() <= 4) {
                return new ImageInput(input.name(), dtype, dims);
            }
        }
        throw UserFacingException.badInput(
                "The data are images, but the model takes %s. Give arrays named after these inputs"
                                .formatted(InputNames.describe(inputs))
                        + " in an .npz file.");
    }

    /** Channels per pixel: 1 where the input has no axis for them. */
    int channels() {
        return dims.size() == 4 ? (int) size(channelsLast() ? 3 : 1, 3) : 1;
    }

    /** Height that images must have, or their {@code own} if the model takes any. */
    int height(int own) {
        return dims.size() == 2 ? own : (int) size(dims.size() == 3 || channelsLast() ? 1 : 2, own);
    }

    /** Width that images must have, or their {@code own} if the model takes any. */
    int width(int own) {
        return dims.size() == 2 ? own : (int) size(dims.size() == 3 || channelsLast() ? 2 : 3, own);
    }

    /** Whether the channels of a pixel lie side by side. */
    boolean channelsLast() {
        return dims.size() == 4 && isChannels(dims.get(3)) && !isChannels(dims.get(1));
    }

    /**
     * Shape of a batch of images of this size.
     *
     * @throws UserFacingException if the model does not take it
     */
    Shape shape(int samples, int height, int width) {
        Shape shape =
                switch (dims.size()) {
                    case 2 -> Shape.of(samples, (long) height * width);
                    case 3 -> Shape.of(samples, height, width);
                    default ->
                            channelsLast()
                                    ? Shape.of(samples, height, width, channels())
                                    : Shape.of(samples, channels(), height, width);
                };
        boolean fits =
                LongStream.range(1, shape.rank())
                        .allMatch(
                                axis ->
                                        size((int) axis, shape.dim((int) axis))
                                                == shape.dim((int) axis));
        if (!fits) {
            throw UserFacingException.badInput(
                    "The images are %d x %d, but the model's input %s is %s. Use images of that size."
                            .formatted(height, width, name, InputNames.dims(dims)));
        }
        return shape;
    }

    private long size(int axis, long free) {
        return dims.get(axis) instanceof Dim.Fixed fixed ? fixed.size() : free;
    }

    private static boolean isChannels(Dim dim) {
        return dim instanceof Dim.Fixed fixed && (fixed.size() == 1 || fixed.size() == 3);
    }
}
