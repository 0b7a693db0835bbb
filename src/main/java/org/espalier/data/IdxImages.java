package org.espalier.data;

import java.lang.foreign.MemorySegment;

/** Grey images of an IDX file, held in memory as bytes. */
record IdxImages(Idx idx, int height, int width) implements PixelSource {
    /** Images of (samples, rows, columns), or flat samples as one row. */
    IdxImages(Idx idx) {
        int[] dims = idx.dims();
        int height = dims.length == 3 ? dims[1] : 1;
        this(idx, height, height == 0 ? 0 : idx.sampleBytes() / height);
    }

    @Override
    public int size() {
        return idx.samples();
    }

    @Override
    public MemorySegment pixels(int image) {
        long bytes = idx.sampleBytes();
        return idx.data().asSlice(image * bytes, bytes);
    }

    @Override
    public void addTo(Fingerprint fingerprint) {
        fingerprint.add(idx.dims()).add(idx.data());
    }
}
