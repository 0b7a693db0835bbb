package org.espalier.engine.ort;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

class TelemetryTest {

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the runtime's API switches it off there")
    void makingAFactorySpeakSwitchesTelemetryOffInThisProcess() throws Throwable {
        new OrtEngineFactory().describe();
        Linker linker = Linker.nativeLinker();
        var getenv =
                linker.downcallHandle(
                        linker.defaultLookup().findOrThrow("getenv"),
                        FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment value =
                    (MemorySegment) getenv.invokeExact(arena.allocateFrom(Telemetry.VARIABLE));
            assertEquals("1", value.reinterpret(2).getString(0));
        }
    }
}
