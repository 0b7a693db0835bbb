package org.espalier.data;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** Images of one size, as raw bytes. */
sealed interface PixelSource permits IdxImages, ImageFolder {
    /** Number of images. */
    int size();

    /** Rows of each image. */
    int height();

    /** Columns of each image. */
    int width();

    /** Pixels of each image, row by row, the channels of a pixel side by side. */
    List<MemorySegment> pixels(int[] images);

    /** Adds the whole content. */
    void addTo(Fingerprint fingerprint) throws IOException;
}
