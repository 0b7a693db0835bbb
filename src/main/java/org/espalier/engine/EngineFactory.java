package org.espalier.engine;

import java.util.List;

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

    /**
     * Makes an engine.
     *
     * @param threads threads of one operator
     * @throws org.espalier.base.UserFacingException if the native library does not load or the
     *     device is not there
     */
    Engine create(Device device, int threads);
}
