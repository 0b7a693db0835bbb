package org.espalier.ui.shell;

import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanExpression;

import org.espalier.base.UserFacingException;
import org.espalier.ui.Background;
import org.espalier.ui.Texts;
import org.espalier.ui.Workbench;
import org.espalier.ui.theme.Theme;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Goes through the screens as a user would, without one: opens a study, waits for what is found out
 * of it, runs the proposed schedule, and paints each screen in both themes. Needs a toolkit that
 * has been started.
 */
public final class ScreenTour {
    private final Workbench workbench;
    private final ScreenPictures pictures;
    private final Texts texts = new Texts();
    private final List<Path> painted = new ArrayList<>();

    /** The tour will work with this and leave its pictures there. */
    public ScreenTour(Workbench workbench, ScreenPictures pictures) {
        this.workbench = workbench;
        this.pictures = pictures;
    }

    /**
     * Makes the tour; not on the toolkit's thread.
     *
     * @return the pictures' files
     * @throws UserFacingException if the study cannot be opened or a job fails
     */
    public List<Path> of(Path study) {
        try (ExecutorService worker = Executors.newSingleThreadExecutor()) {
            Background background = new Background(worker, Platform::runLater);
            ShellViewModel shell = onScreen(() -> new ShellViewModel(workbench, background, texts));
            tour(shell, study, worker);
        }
        return List.copyOf(painted);
    }

    private void tour(ShellViewModel shell, Path study, ExecutorService worker) {
        onScreen(() -> shell.open(study));
        until(shell, shell.study().isNotNull());
        until(shell, shell.jobs().running().not());
        until(shell, Bindings.createBooleanBinding(shell.tune()::prunes, shell.tune().schedule()));
        paint(shell, Screen.MODEL, worker);
        paint(shell, Screen.TUNE, worker);
        onScreen(shell.recipe()::addScheduled);
        paint(shell, Screen.RECIPE, worker);
        onScreen(shell::run);
        until(shell, shell.compare().shown().isNotNull());
        paint(shell, Screen.COMPARE, worker);
    }

    private void paint(ShellViewModel shell, Screen screen, ExecutorService worker) {
        // What the worker was asked for before is on the screen once it has taken this.
        CompletableFuture.runAsync(() -> {}, worker).join();
        onScreen(() -> shell.screen().set(screen));
        for (Theme theme : Theme.values()) {
            painted.add(onScreen(() -> pictures.paint(shell, texts, theme)));
        }
    }

    /** Waits until the condition holds; a message or a failed job ends the tour. */
    private void until(ShellViewModel shell, BooleanExpression condition) {
        BooleanExpression trouble =
                shell.message()
                        .isNotEmpty()
                        .or(BooleanExpression.booleanExpression(shell.jobs().failed()));
        CompletableFuture<Boolean> met = new CompletableFuture<>();
        onScreen(
                () -> {
                    trouble.subscribe(now -> complete(met, now, false));
                    condition.subscribe(now -> complete(met, now, true));
                });
        if (!met.join()) {
            throw new UserFacingException(
                    UserFacingException.Kind.FAILED, onScreen(() -> reason(shell)), null);
        }
    }

    private static void complete(CompletableFuture<Boolean> met, boolean now, boolean outcome) {
        if (now) {
            met.complete(outcome);
        }
    }

    private static String reason(ShellViewModel shell) {
        String message = shell.message().get();
        return message.isEmpty() ? shell.jobs().part().get() : message;
    }

    private static void onScreen(Runnable action) {
        CompletableFuture.runAsync(action, Platform::runLater).join();
    }

    private static <T> T onScreen(Supplier<T> action) {
        return CompletableFuture.supplyAsync(action, Platform::runLater).join();
    }
}
