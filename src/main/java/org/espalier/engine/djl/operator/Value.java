package org.espalier.engine.djl.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;

import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A tensor during a run: on the device, in Java's memory, or both.
 *
 * <p>It is moved when first asked for on the other side. Shapes and axes, which exports compute
 * with many tiny nodes, so stay in Java's memory from the first node to the last, and a weight that
 * only Java reads is never uploaded.
 */
public final class Value implements AutoCloseable {
    private final NDManager manager;
    private @Nullable NDArray array;
    private final @Nullable String opaqueType;
    private @Nullable Tensor host;

    private Value(
            NDManager manager,
            @Nullable NDArray array,
            @Nullable Tensor host,
            @Nullable String opaqueType) {
        this.manager = manager;
        this.array = array;
        this.host = host;
        this.opaqueType = opaqueType;
    }

    /** A value computed on the device; the value owns the array. */
    public static Value of(NDArray array) {
        return new Value(array.getManager(), array, null, null);
    }

    /** A value computed on the device whose array may not be asked for its type. */
    static Value opaque(NDArray array, String type) {
        return new Value(array.getManager(), array, null, type);
    }

    /** A value in Java's memory, uploaded to the manager's device when an operator needs it. */
    public static Value of(NDManager manager, Tensor host) {
        return new Value(manager, null, host, null);
    }

    /** The value on the device. */
    public NDArray array() {
        NDArray known = array;
        if (known == null) {
            known = Arrays.lend(manager, host());
            NDScope.unregister(known);
            array = known;
        }
        return known;
    }

    /** The value in Java's memory. Waits for the device and leaves the gradient behind. */
    public Tensor host() {
        Tensor known = host;
        if (known == null) {
            known = Arrays.download(array());
            host = known;
        }
        return known;
    }

    /** Whether this value owns an array. */
    public boolean owns(NDArray other) {
        return array == other;
    }

    /** Whether {@link #host()} is there already. */
    public boolean isOnHost() {
        return host != null;
    }

    /** Sizes of the axes. */
    public Shape shape() {
        return host != null ? host.shape() : Shape.of(array().getShape().getShape());
    }

    /** Element type in words, as the side that holds it calls it. */
    public String type() {
        if (opaqueType != null) {
            return opaqueType;
        }
        return host != null ? host.dtype().toString() : array().getDataType().name();
    }

    /** Frees the array, if there is one. */
    @Override
    public void close() {
        if (array != null) {
            array.close();
        }
    }
}
