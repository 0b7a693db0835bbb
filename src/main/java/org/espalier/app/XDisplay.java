package org.espalier.app;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** Asks an X server through the X11 library, by which JavaFX would ask it too. */
final class XDisplay {
    private static final FunctionDescriptor OPEN =
            FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS);
    private static final FunctionDescriptor CLOSE =
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS);

    private XDisplay() {}

    /** Whether the display lets this program in; false also where the library is missing. */
    static boolean answers(String name) {
        try (Arena arena = Arena.ofConfined()) {
            SymbolLookup library = SymbolLookup.libraryLookup("libX11.so.6", arena);
            MemorySegment display =
                    (MemorySegment)
                            function(library, "XOpenDisplay", OPEN)
                                    .invokeExact(arena.allocateFrom(name));
            if (display.address() == 0) {
                return false;
            }
            int _ = (int) function(library, "XCloseDisplay", CLOSE).invokeExact(display);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        } catch (Throwable e) {
            throw new IllegalStateException("the X11 library could not be called", e);
        }
    }

    private static MethodHandle function(
            SymbolLookup library, String name, FunctionDescriptor type) {
        return Linker.nativeLinker().downcallHandle(library.findOrThrow(name), type);
    }
}
