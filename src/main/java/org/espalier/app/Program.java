package org.espalier.app;

import org.espalier.cli.Cli;
import org.espalier.job.MemoryLimit;
import org.espalier.job.TemporaryJobFolder;
import org.espalier.project.Goals;
import org.espalier.project.SettingsFile;
import org.espalier.ui.shell.LanguageTour;
import org.espalier.ui.shell.ScreenPictures;
import org.espalier.ui.shell.ScreenTour;
import org.espalier.ui.shell.Toolkit;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.BiConsumer;

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
        return pictures(folder, WIDTH, HEIGHT, this::sample);
    }

    /**
     * The screens on the sample and on the small language model as a new user sees them, painted by
     * a toolkit that needs no display; once in a process.
     */
    List<Path> pictures(Path folder, int width, int height) {
        BiConsumer<Desk, ScreenPictures> language =
                (desk, pictures) -> new LanguageTour(desk, pictures).of(services.languageModel());
        return pictures(folder, width, height, language.andThen(this::sample));
    }

    private void sample(Desk desk, ScreenPictures pictures) {
        new ScreenTour(desk, pictures, GOALS).of(services.sample());
    }

    private List<Path> pictures(
            Path folder, int width, int height, BiConsumer<Desk, ScreenPictures> tour) {
        TemporaryJobFolder work = TemporaryJobFolder.make();
        try (Toolkit _ = Toolkit.headless()) {
            Path own = work.path();
            SettingsFile settings =
                    new SettingsFile(own.resolve("settings.json"), Clock.systemUTC());
            Desk desk = new Desk(services, limit -> services.direct(limit.get()), own, settings);
            ScreenPictures pictures = new ScreenPictures(folder, width, height);
            tour.accept(desk, pictures);
            return pictures.painted();
        } finally {
            work.delete();
        }
    }
}
