package org.espalier.base;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

@DisabledOnOs(OS.WINDOWS)
class CLibraryTest {
    @Test
    void aVariableIsSetForNativeLibrariesUnlessItIsSet() throws Throwable {
        CLibrary.setIfAbsent("ESPALIER_CLIBRARY_TEST", "14");
        CLibrary.setIfAbsent("ESPALIER_CLIBRARY_TEST", "15");

        assertEquals("14", seenByNativeLibraries("ESPALIER_CLIBRARY_TEST"));
    }

    private static String seenByNativeLibraries(String name) throws Throwable {
        Linker linker = Linker.nativeLinker();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment value =
                    (MemorySegment)
                            linker.downcallHandle(
                                            linker.defaultLookup().find("getenv").orElseThrow(),
                                            FunctionDescriptor.of(
                                                    ValueLayout.ADDRESS, ValueLayout.ADDRESS))
                                    .invokeExact(arena.allocateFrom(name));
            return value.reinterpret(Long.MAX_VALUE).getString(0);
        }
    }
}
