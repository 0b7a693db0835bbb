package org.espalier.data;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** Images of one size, as raw bytes. */
sealed interface PixelSource permits IdxImages, ImageFolder {
    /** Number of images. */
    int size();

    /** Rows of each image. */
    int height();

    /** Columns of each image. */
    int width();

    /** Pixels of an image, row by row, the channels of a pixel side by side. */
    MemorySegment pixels(int image);

    /** Adds the whole content. */
    void addTo(Fingerprint fingerprint) throws IOException;
}
