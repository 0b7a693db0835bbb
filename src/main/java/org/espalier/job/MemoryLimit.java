package org.espalier.job;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.OperatingSystemMXBean;

import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * How much memory a job may take, its program included.
 *
 * @param bytes 0 for as much as it needs
 */
public record MemoryLimit(long bytes) {
    /** As much as it needs. */
    public static final MemoryLimit NONE = new MemoryLimit(0);

    private static final String BESIDE_HEAP = "-XX:MaxDirectMemorySize=";

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
     * Flags of a JVM that keeps to it. The large items of a job lie beside the heap, which gets
     * half of the limit at most, and seldom needs it. Without a limit they may take half of the
     * machine.
     */
    List<String> flags() {
        return none()
                ? List.of(BESIDE_HEAP + Math.max(besideHeap(), ofMachine() / 2))
                : List.of("-Xmx" + bytes / 2, BESIDE_HEAP + besideProgram());
    }

    /** Bytes of memory that this machine has, or that its container may take. */
    private static long ofMachine() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)
                .getTotalMemorySize();
    }

    /** Bytes that Java lets this process hold beside its heap: as many as the heap, unless told. */
    public static long besideHeap() {
        String told =
                ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                        .getVMOption("MaxDirectMemorySize")
                        .getValue();
        return told.equals("0") ? Runtime.getRuntime().maxMemory() : Long.parseLong(told);
    }
}
