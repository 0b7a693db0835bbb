package org.espalier.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

class DisplayTest {
    @Test
    void onLinuxAWindowNeedsADisplay() {
        assertTrue(linux(Map.of()).missing().orElse("").contains("DISPLAY is not set"));
        assertTrue(linux(Map.of("DISPLAY", "")).missing().isPresent());
        assertEquals(Optional.empty(), linux(Map.of("DISPLAY", ":0")).missing());
    }

    @Test
    void aDisplayThatDoesNotAnswerIsNone() {
        assertEquals(
                "The display :99, which DISPLAY names, does not answer, so no window can be"
                        + " opened.",
                linux(Map.of("DISPLAY", ":99")).missing().orElse(""));
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "X is asked on Linux only")
    void anXServerThatIsNotThereDoesNotAnswer() {
        assertFalse(XDisplay.answers(":32123"));
    }

    @Test
    void desktopSystemsHaveOne() {
        assertEquals(
                Optional.empty(),
                new Display("Windows 11", Map.of(), false, name -> false).missing());
        assertEquals(
                Optional.empty(), new Display("Linux", Map.of(), true, name -> false).missing());
        assertEquals(
                Optional.empty(),
                new Display("Mac OS X", Map.of(), false, name -> false).missing());
    }

    /** Only the display :0 answers. */
    private static Display linux(Map<String, String> environment) {
        return new Display("Linux", environment, false, ":0"::equals);
    }

    @Test
    void foldersFollowTheCustomOfTheSystem() {
        Path home = Path.of("/home/ada");
        UserFolders linux = new UserFolders("Linux", home, Map.of("XDG_CACHE_HOME", "/var/c"));

        assertEquals(home.resolve(".local/share/espalier"), linux.work());
        assertEquals(Path.of("/var/c/espalier/cells"), linux.cache());
        assertEquals(
                home.resolve("Library/Application Support/Espalier"),
                new UserFolders("Mac OS X", home, Map.of()).work());
        assertEquals(
                home.resolve("AppData/Local/Espalier"),
                new UserFolders("Windows 11", home, Map.of()).work());
    }
}
