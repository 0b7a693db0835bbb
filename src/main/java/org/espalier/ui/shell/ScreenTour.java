package org.espalier.ui.shell;

import static javafx.scene.input.KeyCode.END;
import static javafx.scene.input.KeyCode.LEFT;

import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanExpression;
import javafx.event.Event;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

import org.espalier.base.UserFacingException;
import org.espalier.project.Edit;
import org.espalier.project.Goals;
import org.espalier.ui.Background;
import org.espalier.ui.Texts;
import org.espalier.ui.Workbench;
import org.espalier.ui.tune.Proposals;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Goes through the screens as a user would, without one: opens a study, waits for what is found out
 * of it, runs the proposed schedule, and paints each screen in both themes. Needs a toolkit that
 * has been started.
 */
public final class ScreenTour {
    private static final List<Double> BUDGETS = List.of(0.8, 0.7, 0.6);

    private final Workbench workbench;
    private final ScreenPictures pictures;
    private final Goals goals;
    private final Texts texts = new Texts();

    /**
     * The tour will work with this and leave its pictures there.
     *
     * @param goals that it sets
     */
    public ScreenTour(Workbench workbench, ScreenPictures pictures, Goals goals) {
        this.workbench = workbench;
        this.pictures = pictures;
        this.goals = goals;
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
            onScreen(shell::close);
        }
        return pictures.painted();
    }

    private void tour(ShellViewModel shell, Path study, Executor worker) {
        onScreen(() -> shell.open(study));
        until(shell, shell.study().isNotNull());
        until(shell, shell.jobs().running().not());
        until(shell, Bindings.createBooleanBinding(shell.tune()::prunes, shell.tune().schedule()));
        onScreen(() -> shell.project().edit(new Edit.SetGoals(goals)));
        paint(shell, Screen.MODEL, worker);
        paint(shell, Screen.TUNE, worker);
        onScreen(shell.recipe()::addScheduled);
        paint(shell, Screen.RECIPE, worker);
        pictures.paint("wizard", shell, worker, press("#recipe-add"), next());
        for (double budget : BUDGETS) {
            run(shell, budget);
        }
        onScreen(() -> shell.runs().selectLast());
        paint(shell, Screen.RUNS, worker);
        paint(shell, Screen.COMPARE, worker);
        pictures.paint("present", shell, worker, press("#present"), key(END), key(LEFT));
        paint(shell, Screen.SETTINGS, worker);
    }

    /** Runs a schedule of this sparsity and waits until it is compared. */
    private void run(ShellViewModel shell, double budget) {
        Proposals proposals = shell.tune().proposals();
        int before = Math.max(1, onScreen(() -> shell.compare().names().size()));
        onScreen(() -> proposals.propose(proposals.presets().getLast(), budget));
        until(shell, proposals.shown().isNotNull());
        onScreen(
                () -> {
                    proposals.apply();
                    shell.screen().set(Screen.TUNE);
                    shell.run();
                });
        until(shell, shell.jobs().running().not());
        until(shell, Bindings.size(shell.compare().names()).greaterThan(before));
        until(shell, shell.compare().shown().isNotNull());
    }

    private void paint(ShellViewModel shell, Screen screen, Executor worker) {
        onScreen(() -> shell.screen().set(screen));
        pictures.paint(screen.name().toLowerCase(Locale.ROOT), shell, worker);
    }

    private static Consumer<Scene> press(String button) {
        return scene -> ((ButtonBase) scene.lookup(button)).fire();
    }

    /** Turns to the next page of the wizard. */
    private static Consumer<Scene> next() {
        return scene ->
                scene.getRoot().lookupAll(".button").stream()
                        .map(Button.class::cast)
                        .filter(Button::isDefaultButton)
                        .forEach(Button::fire);
    }

    private static Consumer<Scene> key(KeyCode code) {
        return scene ->
                Event.fireEvent(
                        scene,
                        new KeyEvent(
                                KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false));
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
