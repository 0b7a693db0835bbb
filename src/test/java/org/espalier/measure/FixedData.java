package org.espalier.measure;

import org.espalier.data.Batch;
import org.espalier.data.Dataset;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Labelled samples whose only input value, {@code x}, is the sample's index. */
record FixedData(List<String> classes, int... labels) implements Dataset {
    @Override
    public String name() {
        return "fixed data";
    }

    @Override
    public int size() {
        return labels.length;
    }

    @Override
    public String fingerprint() {
        return "fixed";
    }

    @Override
    public Batch batch(int[] indices) {
        float[] x = new float[indices.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = indices[i];
        }
        int[] right = Arrays.stream(indices).map(i -> labels[i]).toArray();
        return new Batch(Map.of("x", Tensor.of(Shape.of(indices.length, 1), x)), right);
    }
}
