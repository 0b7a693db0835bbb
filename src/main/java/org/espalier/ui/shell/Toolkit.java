package org.espalier.ui.shell;

import javafx.application.Platform;

import org.espalier.base.UserFacingException;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;

/** The JavaFX toolkit without a display, for pictures; one per process, and not after a window. */
public final class Toolkit implements AutoCloseable {
    private Toolkit() {}

    /**
     * Starts it on the headless platform, which paints in software.
     *
     * @throws UserFacingException if the system lacks what JavaFX draws text with
     */
    public static Toolkit headless() {
        requireFonts();
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
        Platform.startup(() -> Platform.setImplicitExit(false));
        return new Toolkit();
    }

    /** On Linux JavaFX lays out text with Pango, which a bare server may lack. */
    static void requireFonts() {
        if (System.getProperty("os.name", "").equals("Linux")) {
            require("libpangoft2-1.0.so.0");
        }
    }

    static void require(String library) {
        try (Arena arena = Arena.ofConfined()) {
            SymbolLookup.libraryLookup(library, arena);
        } catch (IllegalArgumentException e) {
            throw UserFacingException.failed(
                    "JavaFX cannot draw text here: the system library %s is missing. On Debian and Ubuntu install it with: apt-get install libpangoft2-1.0-0"
                            .formatted(library),
                    e);
        }
    }

    /** Ends it; it cannot be started again. */
    @Override
    public void close() {
        Platform.exit();
    }
}
