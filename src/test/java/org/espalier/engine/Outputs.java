package org.espalier.engine;

import org.espalier.tensor.Tensor;

import java.util.Map;
import java.util.Objects;

/** What sessions give back, for tests. */
public final class Outputs {
    private Outputs() {}

    /** A result that must be there. */
    public static Tensor value(Map<String, Tensor> results, String name) {
        return Objects.requireNonNull(results.get(name), name);
    }

    /** The largest absolute difference of two tensors of the same shape. */
    public static double distance(Tensor a, Tensor b) {
        if (!a.shape().equals(b.shape())) {
            throw new AssertionError(a + " against " + b);
        }
        double largest = 0;
        for (long i = 0; i < a.count(); i++) {
            largest = Math.max(largest, Math.abs(a.doubleAt(i) - b.doubleAt(i)));
        }
        return largest;
    }
}
