package org.espalier.app;

import org.espalier.cli.Cli;
import org.espalier.ui.shell.ScreenPictures;
import org.espalier.ui.shell.ScreenTour;
import org.espalier.ui.shell.Toolkit;

import java.nio.file.Path;
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
        Desk desk = new Desk(services, services.children(), folders.work());
        return new DesktopWindow(Display.here(), desk, services.sample());
    }

    /** The screens on the sample, painted by a toolkit that needs no display. */
    private List<Path> pictures(Path folder) {
        Desk desk = new Desk(services, services.direct(), folder.resolve("jobs"));
        try (Toolkit _ = Toolkit.headless()) {
            return new ScreenTour(desk, new ScreenPictures(folder, WIDTH, HEIGHT))
                    .of(services.sample());
        }
    }
}
