package org.espalier.app;

import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Whether a window can be opened here; asked without starting a toolkit, which cannot be taken
 * back.
 *
 * @param system the operating system's name
 * @param environment variables of the process
 * @param headless whether JavaFX was told to make do without a display
 * @param answers whether the X display of this name lets this program in
 */
record Display(
        String system,
        Map<String, String> environment,
        boolean headless,
        Predicate<String> answers) {
    static Display here() {
        boolean headless = "Headless".equals(System.getProperty("glass.platform"));
        return new Display(
                System.getProperty("os.name", ""), System.getenv(), headless, XDisplay::answers);
    }

    /** Why no window can be opened, in a sentence; empty if one can. */
    Optional<String> missing() {
        if (headless || system.startsWith("Windows") || system.startsWith("Mac")) {
            return Optional.empty();
        }
        String name = environment.getOrDefault("DISPLAY", "");
        if (name.isBlank()) {
            return Optional.of(
                    "There is no display here (DISPLAY is not set), so no window can be opened.");
        }
        return answers.test(name)
                ? Optional.empty()
                : Optional.of(
                        "The display %s, which DISPLAY names, does not answer, so no window can be opened."
                                .formatted(name));
    }
}
