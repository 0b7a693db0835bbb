package org.espalier.app;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where the program keeps what belongs to no project, by the custom of each system.
 *
 * @param system the operating system's name
 * @param home the user's home folder
 * @param environment variables of the process
 */
record UserFolders(String system, Path home, Map<String, String> environment) {
    static UserFolders here() {
        return new UserFolders(
                System.getProperty("os.name", ""),
                Path.of(System.getProperty("user.home")),
                System.getenv());
    }

    /** Journals and results of jobs. */
    Path work() {
        return base("XDG_DATA_HOME", Path.of(".local", "share"));
    }

    /** The user's settings. */
    Path settings() {
        return base("XDG_CONFIG_HOME", Path.of(".config")).resolve("settings.json");
    }

    /** What may be thrown away, such as finished cells of scans. */
    Path cache() {
        return base("XDG_CACHE_HOME", Path.of(".cache")).resolve("cells");
    }

    private Path base(String variable, Path custom) {
        if (system.startsWith("Windows")) {
            Path local = home.resolve("AppData").resolve("Local");
            return Path.of(environment.getOrDefault("LOCALAPPDATA", local.toString()), "Espalier");
        }
        if (system.startsWith("Mac")) {
            return home.resolve("Library").resolve("Application Support").resolve("Espalier");
        }
        String chosen = environment.getOrDefault(variable, "");
        return (chosen.isEmpty() ? home.resolve(custom) : Path.of(chosen)).resolve("espalier");
    }
}
