package org.espalier.ui.shell;

import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanExpression;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;

import org.espalier.base.UserFacingException;
import org.espalier.ui.Background;
import org.espalier.ui.Texts;
import org.espalier.ui.Workbench;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Leads through the screens without a user: does what one would, waits for what comes of it, and
 * paints. Needs a toolkit that has been started; used off its thread.
 */
final class TourGuide {
    private final ShellViewModel shell;
    private final ScreenPictures pictures;
    private final Executor worker;

    private TourGuide(ShellViewModel shell, ScreenPictures pictures, Executor worker) {
        this.shell = shell;
        this.pictures = pictures;
        this.worker = worker;
    }

    /**
     * Makes a tour from an empty window on.
     *
     * @throws UserFacingException if a study cannot be opened or a job fails
     */
    static void lead(Workbench workbench, ScreenPictures pictures, Consumer<TourGuide> tour) {
        try (ExecutorService worker = Executors.newSingleThreadExecutor()) {
            Background background = new Background(worker, Platform::runLater);
            ShellViewModel shell =
                    onScreen(() -> new ShellViewModel(workbench, background, new Texts()));
            tour.accept(new TourGuide(shell, pictures, worker));
            onScreen(shell::close);
        }
    }

    /** The window that is led through; touched on the toolkit's thread. */
    ShellViewModel shell() {
        return shell;
    }

    /** Opens a study. */
    void open(Path study) {
        act(() -> shell.open(study));
        until(shell.study().isNotNull());
    }

    /** Does something. */
    void act(Runnable action) {
        onScreen(action);
    }

    /** Runs what the screen has in hand and waits until it is compared. */
    void run(Screen screen) {
        int before = Math.max(1, onScreen(() -> shell.compare().names().size()));
        act(
                () -> {
                    shell.screen().set(screen);
                    shell.run();
                });
        untilIdle();
        until(Bindings.size(shell.compare().names()).greaterThan(before));
        until(shell.compare().shown().isNotNull());
    }

    /** Waits until no job runs. */
    void untilIdle() {
        until(shell.jobs().running().not());
    }

    /** Waits until the condition holds; a message or a failed job ends the tour. */
    void until(BooleanExpression condition) {
        BooleanExpression trouble =
                shell.message()
                        .isNotEmpty()
                        .or(shell.recipe().message().isNotEmpty())
                        .or(BooleanExpression.booleanExpression(shell.jobs().failed()));
        CompletableFuture<Boolean> met = new CompletableFuture<>();
        act(
                () -> {
                    trouble.subscribe(now -> complete(met, now, false));
                    condition.subscribe(now -> complete(met, now, true));
                });
        if (!met.join()) {
            throw new UserFacingException(
                    UserFacingException.Kind.FAILED, onScreen(this::reason), null);
        }
    }

    private static void complete(CompletableFuture<Boolean> met, boolean now, boolean outcome) {
        if (now) {
            met.complete(outcome);
        }
    }

    private String reason() {
        return Stream.of(shell.message(), shell.recipe().message())
                .map(ReadOnlyStringProperty::get)
                .filter(message -> !message.isEmpty())
                .findFirst()
                .orElseGet(shell.jobs().part()::get);
    }

    /** Paints a screen, after actions in the window in front. */
    @SafeVarargs
    final void paint(String name, Screen screen, Consumer<Scene>... actions) {
        act(() -> shell.screen().set(screen));
        pictures.paint(name, shell, worker, actions);
    }

    /** Presses a button by its id. */
    static Consumer<Scene> press(String button) {
        return scene -> ((ButtonBase) scene.lookup(button)).fire();
    }

    private static void onScreen(Runnable action) {
        CompletableFuture.runAsync(action, Platform::runLater).join();
    }

    private static <T> T onScreen(Supplier<T> action) {
        return CompletableFuture.supplyAsync(action, Platform::runLater).join();
    }
}
