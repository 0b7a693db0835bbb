package org.espalier.engine;

import java.util.List;
import java.util.Set;

/** Makes engines of one kind; tells what it finds on this machine without making one. */
public interface EngineFactory {
    /** As options spell it: {@code djl} or {@code ort}. */
    String name();

    /** Its name for people: {@code PyTorch} or {@code ONNX Runtime}. */
    String title();

    /** Devices on which this kind of engine can run here, the CPU first. */
    List<Device> devices();

    /** What {@code doctor} prints: library, version, and why a GPU is or is not used. */
    String describe();

    /** Precisions in which this kind of engine can compute products. */
    default Set<Precision> precisions() {
        return Set.of(Precision.FP32);
    }

    /**
     * Makes an engine.
     *
     * @param threads threads of one operator
     * @param precision one of {@link #precisions}
     * @throws org.espalier.base.UserFacingException if the native library does not load or the
     *     device is not there
     */
    Engine create(Device device, int threads, Precision precision);

    /** Makes an engine that computes in fp32. */
    default Engine create(Device device, int threads) {
        return create(device, threads, Precision.FP32);
    }
}
