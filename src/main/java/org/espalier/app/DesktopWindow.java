package org.espalier.app;

import org.espalier.base.CancelledException;
import org.espalier.cli.Window;
import org.espalier.ui.Workbench;
import org.espalier.ui.shell.Desktop;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Optional;

/** The window as the command line opens it. */
record DesktopWindow(Display display, Workbench workbench) implements Window {
    @Override
    public Optional<String> missing() {
        return display.missing();
    }

    @Override
    public void open(@Nullable Path file) {
        try {
            new Desktop(workbench).run(Optional.ofNullable(file));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        }
    }
}
