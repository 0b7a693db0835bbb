package org.espalier.data;

import org.espalier.base.UserFacingException;
import org.jspecify.annotations.Nullable;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * A decoded picture: planes of 8-bit values, one if it is grey, else red, green and blue. What is
 * transparent keeps its colour.
 */
record Picture(int height, int width, float[][] planes) {
    private static final int MAX_PIXELS_PER_BYTE = 8 * (int) Npz.MAX_DEFLATE_RATIO;

    /**
     * Decodes a PNG or JPEG file.
     *
     * @throws UserFacingException if it cannot be; the message names the file
     */
    static Picture read(Path file) {
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw unreadable(file, "it is neither PNG nor JPEG", null);
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in);
                checkSize(reader, file);
                return of(reader.read(0));
            } finally {
                reader.dispose();
            }
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw unreadable(file, String.valueOf(e.getMessage()), e);
        }
    }

    /** Scales to cover so many rows and columns, and cuts out the middle. */
    Picture cover(int rows, int columns) {
        if (rows == height && columns == width) {
            return this;
        }
        double scale = Math.max((double) rows / height, (double) columns / width);
        Resampling vertical = Resampling.middle(height, rows, scale);
        Resampling horizontal = Resampling.middle(width, columns, scale);
        float[][] result = new float[planes.length][];
        for (int plane = 0; plane < planes.length; plane++) {
            float[] wide = horizontal.rows(planes[plane], height);
            result[plane] = vertical.columns(wide, columns);
        }
        return new Picture(rows, columns, result);
    }

    /** Rounded values, the channels of a pixel side by side: 1 for grey, 3 for colour. */
    byte[] bytes(int channels) {
        int pixels = height * width;
        byte[] bytes = new byte[pixels * channels];
        for (int channel = 0; channel < channels; channel++) {
            float[] plane = channels == 1 ? grey() : planes[Math.min(channel, planes.length - 1)];
            for (int pixel = 0; pixel < pixels; pixel++) {
                bytes[pixel * channels + channel] =
                        (byte) Math.clamp(Math.round(plane[pixel]), 0, 255);
            }
        }
        return bytes;
    }

    /** Luma of ITU-R BT.601. */
    private float[] grey() {
        if (planes.length == 1) {
            return planes[0];
        }
        float[] grey = new float[height * width];
        for (int pixel = 0; pixel < grey.length; pixel++) {
            grey[pixel] =
                    0.299f * planes[0][pixel]
                            + 0.587f * planes[1][pixel]
                            + 0.114f * planes[2][pixel];
        }
        return grey;
    }

    private static void checkSize(ImageReader reader, Path file) throws IOException {
        long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
        if (pixels > Files.size(file) * MAX_PIXELS_PER_BYTE || pixels > Integer.MAX_VALUE / 3) {
            throw unreadable(
                    file,
                    "it claims %d x %d pixels".formatted(reader.getWidth(0), reader.getHeight(0)),
                    null);
        }
    }

    private static Picture of(BufferedImage image) {
        Raster raster = image.getRaster();
        boolean grey =
                raster.getNumBands() <= 2 && !(image.getColorModel() instanceof IndexColorModel);
        return grey ? grey(raster) : colour(image);
    }

    /** Taken from the raster: Java's grey colour space is linear and would change the values. */
    private static Picture grey(Raster raster) {
        int width = raster.getWidth();
        int height = raster.getHeight();
        float[] plane = raster.getSamples(0, 0, width, height, 0, new float[width * height]);
        float scale = 255f / ((1 << raster.getSampleModel().getSampleSize(0)) - 1);
        for (int pixel = 0; pixel < plane.length; pixel++) {
            plane[pixel] *= scale;
        }
        return new Picture(height, width, new float[][] {plane});
    }

    private static Picture colour(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        int[] colours = image.getRGB(0, 0, width, height, null, 0, width);
        float[][] planes = new float[3][colours.length];
        for (int pixel = 0; pixel < colours.length; pixel++) {
            planes[0][pixel] = colours[pixel] >> 16 & 0xff;
            planes[1][pixel] = colours[pixel] >> 8 & 0xff;
            planes[2][pixel] = colours[pixel] & 0xff;
        }
        return new Picture(height, width, planes);
    }

    private static UserFacingException unreadable(
            Path file, String why, @Nullable Throwable cause) {
        return new UserFacingException(
                UserFacingException.Kind.BAD_INPUT,
                "Could not decode the image %s: %s. Remove it or save it again."
                        .formatted(file, why),
                cause);
    }
}
