package org.espalier.project;

import org.espalier.base.UserFacingException;
import org.espalier.base.WholeFile;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * Where the settings are kept, as JSON on lines of their own.
 *
 * @param file need not exist
 * @param clock dates a file that is set aside
 */
public record SettingsFile(Path file, Clock clock) {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    /**
     * What was found.
     *
     * @param warning for the user, if the file could not be used
     */
    public record Loaded(Settings settings, Optional<String> warning) {}

    /** Reads the settings; a broken file is set aside and the defaults are used. */
    public Loaded read() {
        if (!Files.exists(file)) {
            return new Loaded(Settings.DEFAULT, Optional.empty());
        }
        try {
            Settings read = JSON.readValue(Files.readString(file), Settings.class);
            return read == null ? setAside("it is empty") : new Loaded(read, Optional.empty());
        } catch (JacksonException e) {
            return setAside(e.getOriginalMessage());
        } catch (IOException e) {
            return defaults("%s could not be read: %s".formatted(file, e.getMessage()));
        }
    }

    private Loaded setAside(String reason) {
        Path aside =
                file.resolveSibling(
                        file.getFileName() + ".broken-" + STAMP.format(clock.instant()));
        try {
            Files.move(file, aside);
            return defaults(
                    "%s could not be understood (%s) and was set aside as %s"
                            .formatted(file, reason.lines().findFirst().orElse(""), aside));
        } catch (IOException e) {
            return defaults("%s is damaged and could not be moved".formatted(file));
        }
    }

    private static Loaded defaults(String what) {
        return new Loaded(Settings.DEFAULT, Optional.of(what + ". The usual settings are in use."));
    }

    /**
     * Writes the settings aside and renames them into place.
     *
     * @throws UserFacingException if that fails; the old file is left
     */
    public void write(Settings settings) {
        WholeFile.writeString(file, JSON.writeValueAsString(settings));
    }
}
