package org.espalier.app;

import org.espalier.cli.Cli;
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

    private final Services services = new Services();
    private final UserFolders folders = UserFolders.here();

    /** Carries out one command line; returns the exit code. */
    public int run(String... arguments) {
        Demo demo = new Demo(new JobsAtOnce(services.direct()), services.sample(), this::pictures);
        org.espalier.cli.Services forCli =
                new org.espalier.cli.Services(
                        services.direct(), services::engines, folders.cache(), window(), demo);
        return new Cli(forCli, System.out, System.err).run(arguments);
    }

    private DesktopWindow window() {
        Desk desk = new Desk(services, services.children(), folders.work(), settings());
        return new DesktopWindow(Display.here(), desk, services.sample());
    }

    private SettingsFile settings() {
        return new SettingsFile(folders.settings(), Clock.systemUTC());
    }

    /** The screens on the sample, painted by a toolkit that needs no display. */
    private List<Path> pictures(Path folder) {
        Path work = folder.resolve("jobs");
        SettingsFile settings = new SettingsFile(work.resolve("settings.json"), Clock.systemUTC());
        Desk desk = new Desk(services, services.direct(), work, settings);
        try (Toolkit _ = Toolkit.headless()) {
            return new ScreenTour(desk, new ScreenPictures(folder, WIDTH, HEIGHT))
                    .of(services.sample());
        }
    }
}
