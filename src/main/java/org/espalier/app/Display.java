package org.espalier.app;

import java.util.Map;
import java.util.Optional;

/**
 * Whether a window can be opened here; asked without starting a toolkit.
 *
 * @param system the operating system's name
 * @param environment variables of the process
 */
record Display(String system, Map<String, String> environment) {
    static Display here() {
        return new Display(System.getProperty("os.name", ""), System.getenv());
    }

    /** Why no window can be opened, in a sentence; empty if one can. */
    Optional<String> missing() {
        boolean desktopSystem = system.startsWith("Windows") || system.startsWith("Mac");
        if (desktopSystem || !environment.getOrDefault("DISPLAY", "").isBlank()) {
            return Optional.empty();
        }
        return Optional.of(
                "There is no display here (DISPLAY is not set), so no window can be opened.");
    }
}
