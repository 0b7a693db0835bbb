package org.espalier.base;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/** What native libraries need of the C library and Java does not offer. */
public final class CLibrary {
    private static final Optional<MethodHandle> TRIM =
            function("malloc_trim", ValueLayout.JAVA_LONG);
    private static final Optional<MethodHandle> SET =
            function("setenv", ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);

    private CLibrary() {}

    private static Optional<MethodHandle> function(String name, MemoryLayout... arguments) {
        Linker linker = Linker.nativeLinker();
        return linker.defaultLookup()
                .find(name)
                .map(
                        address ->
                                linker.downcallHandle(
                                        address,
                                        FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments)));
    }

    /**
     * Gives freed memory beside the Java heap back to the system, in some milliseconds; nothing
     * happens where the C library is not glibc. It keeps such memory for what comes next, in pieces
     * that may not fit: a process that works through a large model part by part would grow with
     * each.
     */
    public static void giveBackFreedMemory() {
        TRIM.ifPresent(
                trim -> {
                    try {
                        int ignored = (int) trim.invokeExact(0L);
                    } catch (Throwable e) {
                        throw new IllegalStateException("malloc_trim could not be called", e);
                    }
                });
    }

    /**
     * Collects what Java no longer needs, and gives that back too: tensors and mapped files lie
     * beside the heap, where the collector sees no need by itself.
     */
    public static void collect() {
        System.gc();
        giveBackFreedMemory();
    }

    /**
     * Sets a variable of the environment for native libraries that are loaded later, unless the
     * user has set it. Java and the processes that it starts do not see it; nothing happens on
     * Windows.
     */
    public static void setIfAbsent(String name, String value) {
        SET.ifPresent(
                set -> {
                    try (Arena arena = Arena.ofConfined()) {
                        int ignored =
                                (int)
                                        set.invokeExact(
                                                arena.allocateFrom(name),
                                                arena.allocateFrom(value),
                                                0);
                    } catch (Throwable e) {
                        throw new IllegalStateException("setenv could not be called", e);
                    }
                });
    }
}
