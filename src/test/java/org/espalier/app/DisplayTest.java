package org.espalier.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

class DisplayTest {
    @Test
    void onLinuxAWindowNeedsADisplay() {
        assertTrue(new Display("Linux", Map.of()).missing().orElse("").contains("DISPLAY"));
        assertTrue(new Display("Linux", Map.of("DISPLAY", "")).missing().isPresent());
        assertEquals(Optional.empty(), new Display("Linux", Map.of("DISPLAY", ":0")).missing());
    }

    @Test
    void desktopSystemsHaveOne() {
        assertEquals(Optional.empty(), new Display("Windows 11", Map.of()).missing());
        assertEquals(Optional.empty(), new Display("Mac OS X", Map.of()).missing());
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
