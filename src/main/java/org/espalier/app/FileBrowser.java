package org.espalier.app;

import org.espalier.base.UserFacingException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The system's file browser.
 *
 * @param system name of the operating system
 */
record FileBrowser(String system) {
    /**
     * Opens it on a folder.
     *
     * @throws UserFacingException if it cannot be started
     */
    void show(Path folder) {
        try {
            new ProcessBuilder(command(), folder.toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw UserFacingException.failed(
                    "No file browser could be started by %s. The folder is %s"
                            .formatted(command(), folder),
                    e);
        }
    }

    /** What starts it. */
    String command() {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return "explorer";
        }
        return name.startsWith("mac") ? "open" : "xdg-open";
    }
}
