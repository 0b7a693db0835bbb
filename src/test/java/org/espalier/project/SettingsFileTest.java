package org.espalier.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

class SettingsFileTest {
    @TempDir Path folder;

    @Test
    void comesBackAsItWasWritten() {
        Settings settings =
                new Settings(
                        new Settings.Appearance("dark", 1.25),
                        new Settings.Computing("gpu:1", "djl", 4, 1L << 33, "bf16"),
                        new Settings.DefaultFolders("/models", null, "/p"),
                        true,
                        List.of("/a"));

        file().write(settings);

        assertEquals(new SettingsFile.Loaded(settings, Optional.empty()), file().read());
    }

    @Test
    void aNewUserHasTheUsualOnesAndAnOlderFileIsFilledIn() throws Exception {
        assertEquals(new SettingsFile.Loaded(Settings.DEFAULT, Optional.empty()), file().read());

        Files.writeString(file().file(), "{\"theme\": \"dark\", \"of another version\": 1}");
        assertEquals(
                new SettingsFile.Loaded(
                        Settings.DEFAULT.with(new Settings.Appearance("dark", 1)),
                        Optional.empty()),
                file().read());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"theme\": ", "[]", "null", "{\"threads\": \"many\"}"})
    void aBrokenFileIsSetAside(String text) throws Exception {
        Files.writeString(file().file(), text);

        SettingsFile.Loaded loaded = file().read();

        assertEquals(Settings.DEFAULT, loaded.settings());
        String warning = loaded.warning().orElseThrow();
        assertTrue(warning.contains("settings.json.broken-20300131-120000"), warning);
        assertFalse(Files.exists(file().file()));
        assertEquals(
                text, Files.readString(folder.resolve("settings.json.broken-20300131-120000")));
    }

    @Test
    void whatWasOpenedLastStandsFirstAndOnce() {
        Settings settings = Settings.DEFAULT;
        for (int i = 0; i < 12; i++) {
            settings = settings.withRecent(Path.of("/p" + i));
        }
        settings = settings.withRecent(Path.of("/x/../p5"));

        assertEquals(10, settings.recent().size());
        assertEquals(List.of("/p5", "/p11", "/p10"), settings.recent().subList(0, 3));
        assertEquals(1, settings.recent().stream().filter("/p5"::equals).count());
    }

    private SettingsFile file() {
        Clock clock = Clock.fixed(Instant.parse("2030-01-31T12:00:00Z"), ZoneOffset.UTC);
        return new SettingsFile(folder.resolve("settings.json"), clock);
    }
}
