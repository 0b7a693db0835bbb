package org.espalier.ui.shell;

import javafx.application.Platform;

/** The JavaFX toolkit without a display, for pictures; one per process, and not after a window. */
public final class Toolkit implements AutoCloseable {
    private Toolkit() {}

    /** Starts it on the headless platform, which paints in software. */
    public static Toolkit headless() {
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
        Platform.startup(() -> Platform.setImplicitExit(false));
        return new Toolkit();
    }

    /** Ends it; it cannot be started again. */
    @Override
    public void close() {
        Platform.exit();
    }
}
