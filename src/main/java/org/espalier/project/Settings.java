package org.espalier.project;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a user wants everywhere, whatever the project.
 *
 * @param theme {@code light} or {@code dark}
 * @param device {@code auto}, {@code cpu} or {@code gpu:N}
 * @param engine {@code auto}, {@code djl} or {@code ort}
 * @param threads of one operator; 0 for as many as there are cores
 * @param memoryBytes that a job may take; 0 for no limit of one's own
 * @param modelFolder where models are looked for first; null for none
 * @param dataFolder where data is looked for first; null for none
 * @param projectFolder where projects are looked for first; null for none
 * @param recent folders of projects and model files, the last one opened first
 */
public record Settings(
        String theme,
        String device,
        String engine,
        int threads,
        long memoryBytes,
        @Nullable String modelFolder,
        @Nullable String dataFolder,
        @Nullable String projectFolder,
        List<String> recent) {
    /** What a new user has. */
    public static final Settings DEFAULT =
            new Settings("light", "auto", "auto", 0, 0, null, null, null, List.of());

    private static final int MOST_RECENT = 10;

    /** Fills in what an older file does not say. */
    public Settings {
        theme = Objects.requireNonNullElse(theme, "light");
        device = Objects.requireNonNullElse(device, "auto");
        engine = Objects.requireNonNullElse(engine, "auto");
        recent = recent == null ? List.of() : List.copyOf(recent);
    }

    /** With another theme. */
    public Settings withTheme(String other) {
        return new Settings(
                other,
                device,
                engine,
                threads,
                memoryBytes,
                modelFolder,
                dataFolder,
                projectFolder,
                recent);
    }

    /** With a project or a model at the front of the recent ones. */
    public Settings withRecent(Path opened) {
        String first = opened.toAbsolutePath().normalize().toString();
        List<String> next = new ArrayList<>(recent);
        next.remove(first);
        next.addFirst(first);
        return new Settings(
                theme,
                device,
                engine,
                threads,
                memoryBytes,
                modelFolder,
                dataFolder,
                projectFolder,
                next.subList(0, Math.min(next.size(), MOST_RECENT)));
    }
}
