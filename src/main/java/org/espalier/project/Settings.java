package org.espalier.project;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a user wants everywhere, whatever the project. In its file all of it stands on one level.
 *
 * @param toured whether the tour was shown
 * @param recent folders of projects and model files, the last one opened first
 */
public record Settings(
        @JsonUnwrapped Appearance appearance,
        @JsonUnwrapped Computing computing,
        @JsonUnwrapped DefaultFolders folders,
        boolean toured,
        List<String> recent) {
    /** What a new user has. */
    public static final Settings DEFAULT =
            new Settings(
                    new Appearance("light", 1),
                    new Computing("auto", "auto", 0, 0, "auto"),
                    new DefaultFolders(null, null, null),
                    false,
                    List.of());

    private static final int MOST_RECENT = 10;

    /** Fills in what an older file does not say. */
    public Settings {
        recent = recent == null ? List.of() : List.copyOf(recent);
    }

    /**
     * How the window looks.
     *
     * @param theme {@code light} or {@code dark}
     * @param textScale size of text; 1 is the usual one
     */
    public record Appearance(String theme, double textScale) {
        /** The smallest text. */
        public static final double LEAST = 0.75;

        /** The largest text. */
        public static final double MOST = 2;

        /** Fills in what an older file does not say; keeps text readable. */
        public Appearance {
            theme = Objects.requireNonNullElse(theme, "light");
            textScale = textScale > 0 ? Math.clamp(textScale, LEAST, MOST) : 1;
        }

        /** With another theme. */
        public Appearance withTheme(String other) {
            return new Appearance(other, textScale);
        }

        /** With text of another size. */
        public Appearance withTextScale(double other) {
            return new Appearance(theme, other);
        }
    }

    /**
     * Where jobs run, and how much they may take.
     *
     * @param device {@code auto}, {@code cpu} or {@code gpu:N}
     * @param engine {@code auto}, {@code djl} or {@code ort}
     * @param threads of one operator; 0 for as many as there are cores
     * @param memoryBytes that a job may take; 0 for no limit of one's own
     * @param precision {@code auto}, {@code fp32}, {@code fp16} or {@code bf16}
     */
    public record Computing(
            String device, String engine, int threads, long memoryBytes, String precision) {
        /** Fills in what an older file does not say. */
        public Computing {
            device = Objects.requireNonNullElse(device, "auto");
            engine = Objects.requireNonNullElse(engine, "auto");
            threads = Math.max(0, threads);
            memoryBytes = Math.max(0, memoryBytes);
            precision = Objects.requireNonNullElse(precision, "auto");
        }

        /** With another device. */
        public Computing withDevice(String other) {
            return new Computing(other, engine, threads, memoryBytes, precision);
        }

        /** With another engine. */
        public Computing withEngine(String other) {
            return new Computing(device, other, threads, memoryBytes, precision);
        }

        /** With another number of threads. */
        public Computing withThreads(int other) {
            return new Computing(device, engine, other, memoryBytes, precision);
        }

        /** With another limit. */
        public Computing withMemoryBytes(long other) {
            return new Computing(device, engine, threads, other, precision);
        }

        /** With another precision. */
        public Computing withPrecision(String other) {
            return new Computing(device, engine, threads, memoryBytes, other);
        }
    }

    /**
     * Where questions for files open.
     *
     * @param modelFolder null for none
     * @param dataFolder null for none
     * @param projectFolder null for none
     */
    public record DefaultFolders(
            @Nullable String modelFolder,
            @Nullable String dataFolder,
            @Nullable String projectFolder) {
        /** With another folder for models. */
        public DefaultFolders withModels(@Nullable String other) {
            return new DefaultFolders(other, dataFolder, projectFolder);
        }

        /** With another folder for data. */
        public DefaultFolders withData(@Nullable String other) {
            return new DefaultFolders(modelFolder, other, projectFolder);
        }

        /** With another folder for projects. */
        public DefaultFolders withProjects(@Nullable String other) {
            return new DefaultFolders(modelFolder, dataFolder, other);
        }
    }

    /** Looking otherwise. */
    public Settings with(Appearance other) {
        return new Settings(other, computing, folders, toured, recent);
    }

    /** Computing otherwise. */
    public Settings with(Computing other) {
        return new Settings(appearance, other, folders, toured, recent);
    }

    /** With other folders. */
    public Settings with(DefaultFolders other) {
        return new Settings(appearance, computing, other, toured, recent);
    }

    /** Of a user who has seen the tour. */
    public Settings afterTour() {
        return new Settings(appearance, computing, folders, true, recent);
    }

    /** With a project or a model at the front of the recent ones. */
    public Settings withRecent(Path opened) {
        String first = opened.toAbsolutePath().normalize().toString();
        List<String> next = new ArrayList<>(recent);
        next.remove(first);
        next.addFirst(first);
        return recentOnly(next.subList(0, Math.min(next.size(), MOST_RECENT)));
    }

    /** Without recent ones. */
    public Settings withoutRecent() {
        return recentOnly(List.of());
    }

    private Settings recentOnly(List<String> other) {
        return new Settings(appearance, computing, folders, toured, other);
    }
}
