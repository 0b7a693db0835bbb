package org.espalier.ui.shell;

import static javafx.scene.input.KeyCode.END;
import static javafx.scene.input.KeyCode.LEFT;

import javafx.beans.binding.Bindings;
import javafx.event.Event;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

import org.espalier.base.UserFacingException;
import org.espalier.project.Edit;
import org.espalier.project.Goals;
import org.espalier.ui.Workbench;
import org.espalier.ui.tune.Proposals;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

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
     * @throws UserFacingException if the study cannot be opened or a job fails
     */
    public void of(Path study) {
        TourGuide.lead(workbench, pictures, guide -> tour(guide, study));
    }

    private void tour(TourGuide guide, Path study) {
        ShellViewModel shell = guide.shell();
        guide.open(study);
        guide.untilIdle();
        guide.until(Bindings.createBooleanBinding(shell.tune()::prunes, shell.tune().schedule()));
        guide.act(() -> shell.project().edit(new Edit.SetGoals(goals)));
        paint(guide, Screen.MODEL);
        paint(guide, Screen.TUNE);
        guide.act(shell.recipe()::addScheduled);
        paint(guide, Screen.RECIPE);
        guide.paint("wizard", Screen.RECIPE, TourGuide.press("#recipe-add"), next());
        for (double budget : BUDGETS) {
            run(guide, budget);
        }
        guide.act(() -> shell.runs().selectLast());
        paint(guide, Screen.RUNS);
        paint(guide, Screen.COMPARE);
        guide.paint("present", Screen.COMPARE, TourGuide.press("#present"), key(END), key(LEFT));
        paint(guide, Screen.SETTINGS);
    }

    /** Runs a schedule of this sparsity and waits until it is compared. */
    private static void run(TourGuide guide, double budget) {
        Proposals proposals = guide.shell().tune().proposals();
        guide.act(() -> proposals.propose(proposals.presets().getLast(), budget));
        guide.until(proposals.shown().isNotNull());
        guide.act(proposals::apply);
        guide.run(Screen.TUNE);
    }

    private static void paint(TourGuide guide, Screen screen) {
        guide.paint(screen.name().toLowerCase(Locale.ROOT), screen);
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
}
