package org.espalier.base;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * Memory that was freed beside the Java heap, such as an engine's when a session is closed. The C
 * library keeps it for what comes next, in pieces that may not fit; a process that works through a
 * large model part by part would grow with each.
 */
public final class FreedMemory {
    private static final Optional<MethodHandle> TRIM =
            Linker.nativeLinker()
                    .defaultLookup()
                    .find("malloc_trim")
                    .map(
                            address ->
                                    Linker.nativeLinker()
                                            .downcallHandle(
                                                    address,
                                                    FunctionDescriptor.of(
                                                            ValueLayout.JAVA_INT,
                                                            ValueLayout.JAVA_LONG)));

    private FreedMemory() {}

    /**
     * Gives it back to the system, in some milliseconds; nothing happens where the C library is not
     * glibc.
     */
    public static void giveBack() {
        TRIM.ifPresent(FreedMemory::trim);
    }

    private static void trim(MethodHandle function) {
        try {
            int ignored = (int) function.invokeExact(0L);
        } catch (Throwable e) {
            throw new IllegalStateException("malloc_trim could not be called", e);
        }
    }
}
