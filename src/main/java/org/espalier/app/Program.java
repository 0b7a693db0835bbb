package org.espalier.app;

import org.espalier.cli.Cli;
import org.espalier.job.MemoryLimit;
import org.espalier.job.TemporaryJobFolder;
import org.espalier.project.Goals;
import org.espalier.project.SettingsFile;
import org.espalier.ui.shell.ScreenPictures;
import org.espalier.ui.shell.ScreenTour;
import org.espalier.ui.shell.Toolkit;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** The program as a whole: its command line on top of its services. */
public final class Program {
    private static final int WIDTH = 1440;
    private static final int HEIGHT = 900;

    /** Two that a good schedule meets on the sample, and one that zeros alone cannot meet. */
    private static final Goals GOALS = new Goals(350_000L, 0.2, 0.9);

    private final Services services = new Services();
    private final UserFolders folders = UserFolders.here();

    /** Carries out one command line; returns the exit code. */
    public int run(String... arguments) {
        Demo demo =
                new Demo(
                        new JobsAtOnce(services.direct(MemoryLimit.NONE)),
                        services.sample(),
                        this::pictures);
        org.espalier.cli.Services forCli =
                new org.espalier.cli.Services(
                        services.direct(MemoryLimit.NONE),
                        services::engines,
                        folders.cache(),
                        window(),
                        demo);
        return new Cli(forCli, System.out, System.err).run(arguments);
    }

    private DesktopWindow window() {
        Desk desk = new Desk(services, services::children, folders.work(), settings());
        return new DesktopWindow(Display.here(), desk);
    }

    private SettingsFile settings() {
        return new SettingsFile(folders.settings(), Clock.systemUTC());
    }

    private List<Path> pictures(Path folder) {
        return pictures(folder, WIDTH, HEIGHT);
    }

    /**
     * The screens on the sample as a new user sees them, painted by a toolkit that needs no
     * display; once in a process.
     */
    List<Path> pictures(Path folder, int width, int height) {
        TemporaryJobFolder work = TemporaryJobFolder.make();
        try {
            return pictures(folder, work.path(), width, height);
        } finally {
            work.delete();
        }
    }

    private List<Path> pictures(Path folder, Path work, int width, int height) {
        SettingsFile settings = new SettingsFile(work.resolve("settings.json"), Clock.systemUTC());
        Desk desk = new Desk(services, limit -> services.direct(limit.get()), work, settings);
        try (Toolkit _ = Toolkit.headless()) {
            return new ScreenTour(desk, new ScreenPictures(folder, width, height), GOALS)
                    .of(services.sample());
        }
    }
}
