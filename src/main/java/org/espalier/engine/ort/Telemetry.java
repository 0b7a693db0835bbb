package org.espalier.engine.ort;

import org.espalier.base.UserFacingException;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * Keeps ONNX Runtime from reporting its use to its makers.
 *
 * <p>On Linux and macOS the runtime decides this when it is loaded, by an environment variable
 * alone; so the variable is set in this process, however it was started. (On Windows the runtime
 * writes to the system's event log, which its API switches off.) In version 1.29.0 the telemetry
 * also overflows the stack where the command line is long (onnxruntime issue 32173).
 */
final class Telemetry {
    static final String VARIABLE = "ORT_DISABLE_TELEMETRY";

    private Telemetry() {}

    /** Must run before the first class of the runtime is used. */
    static void switchOff() {
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> setenv = linker.defaultLookup().find("setenv");
        if (setenv.isEmpty()) {
            return;
        }
        MethodHandle call =
                linker.downcallHandle(
                        setenv.get(),
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT,
                                ValueLayout.ADDRESS,
                                ValueLayout.ADDRESS,
                                ValueLayout.JAVA_INT));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(VARIABLE);
            int result = (int) call.invokeExact(name, arena.allocateFrom("1"), 1);
            if (result != 0) {
                throw new IllegalStateException("setenv returned " + result);
            }
        } catch (Throwable e) {
            throw UserFacingException.failed(
                    "Could not switch off ONNX Runtime's telemetry, so it is not loaded. Set the"
                            + " environment variable "
                            + VARIABLE
                            + "=1 and start again.",
                    e);
        }
    }
}
