package org.espalier.job;

import java.util.Optional;

/**
 * How much memory a job may take, its program included.
 *
 * @param bytes 0 for as much as it needs
 */
public record MemoryLimit(long bytes) {
    /** As much as it needs. */
    public static final MemoryLimit NONE = new MemoryLimit(0);

    /** What the program takes by itself: the JVM, its code and the native libraries. */
    private static final long PROGRAM = 512L << 20;

    /** Whether a job may take as much as it needs. */
    public boolean none() {
        return bytes == 0;
    }

    /** What is left for the job's data. */
    public long besideProgram() {
        return none() ? Long.MAX_VALUE : Math.max(0, bytes - PROGRAM);
    }

    /**
     * The JVM's flag for the heap. Half of the limit: the large items of a job lie beside the heap,
     * and by default the arrays of ND4J and the heap together may take twice the heap.
     */
    Optional<String> heap() {
        return none() ? Optional.empty() : Optional.of("-Xmx" + bytes / 2);
    }
}
