package org.espalier.data;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;

/** Grey images of an IDX file, held in memory as bytes. */
record IdxImages(Idx idx, int height, int width) implements PixelSource {
    /** Images of (samples, rows, columns), or flat samples as one row. */
    IdxImages(Idx idx) {
        this(idx, rows(idx), rows(idx) == 0 ? 0 : idx.sampleBytes() / rows(idx));
    }

    private static int rows(Idx idx) {
        int[] dims = idx.dims();
        return dims.length == 3 ? dims[1] : 1;
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
