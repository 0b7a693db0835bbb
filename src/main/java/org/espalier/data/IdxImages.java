package org.espalier.data;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;

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
    public List<MemorySegment> pixels(int[] images) {
        long bytes = idx.sampleBytes();
        return Arrays.stream(images)
                .mapToObj(image -> idx.data().asSlice(image * bytes, bytes))
                .toList();
    }

    @Override
    public void addTo(Fingerprint fingerprint) {
        fingerprint.add(idx.dims()).add(idx.data());
    }
}
