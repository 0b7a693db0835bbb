package org.espalier.engine;

/**
 * Where tensors are computed.
 *
 * @param index which GPU, from 0; 0 for the CPU
 */
public record Device(Kind kind, int index) {
    /** CPU or an NVIDIA GPU. */
    public enum Kind {
        CPU,
        CUDA
    }

    /** The CPU. */
    public static final Device CPU = new Device(Kind.CPU, 0);

    /** As options spell it: {@code cpu} or {@code gpu:N}. */
    @Override
    public String toString() {
        return kind == Kind.CPU ? "cpu" : "gpu:" + index;
    }
}
