package org.espalier.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListCell;
import javafx.stage.Window;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The drawer of jobs keeps the foot of the window in sight, and its list tells the truth. */
class JobDrawerTest extends WindowFixture {
    @ParameterizedTest
    @CsvSource({"1100,720", "1280,800", "1440,900"})
    void theFootStaysInTheWindow(double width, double height) {
        Window window = robot.window(0);
        robot.interact(
                () -> {
                    window.setWidth(width);
                    window.setHeight(height);
                });
        open();
        robot.interact(() -> shell.tune().setSparsity(1, 0.5));
        robot.interact(shell::run);
        robot.interact(() -> shell.jobs().listed().set(true));
        for (Screen screen : Screen.values()) {
            robot.interact(() -> shell.screen().set(screen));
            settle();
            double foot = robot.window(0).getScene().getHeight();
            Bounds bar = bounds(".job-bar");
            assertEquals(foot, bar.getMaxY(), 0.5, screen + " at " + width + " x " + height);
            Bounds drawer = bounds("#job-panel");
            assertEquals(drawer.getMaxY(), bar.getMinY(), 0.5, screen.name());
            assertTrue(drawer.getMinY() > foot / 2, screen + ": " + drawer.getMinY());
        }
    }

    private Bounds bounds(String id) {
        Node node = find(id);
        return node.localToScene(node.getLayoutBounds());
    }

    @Test
    void everyCellSaysHowItsJobIs() {
        open();
        robot.interact(() -> shell.jobs().listed().set(true));
        robot.interact(() -> shell.tune().damage().show(true));
        settle();
        assertEquals("running", states().getFirst());
        robot.interact(shell.jobs()::togglePause);
        settle();
        assertEquals("paused", states().getFirst());
        robot.interact(() -> shell.jobs().listed().set(false));
        robot.interact(() -> shell.jobs().cancel());
        settle();
        robot.interact(() -> shell.jobs().listed().set(true));
        settle();
        assertEquals("cancelled", states().getFirst());
        robot.interact(() -> shell.jobs().resume(shell.jobs().jobs().getFirst()));
        settle();
        assertEquals("running", states().getFirst());
        assertEquals(
                shell.jobs().jobs().stream()
                        .map(job -> job.state().get().name().toLowerCase(Locale.ROOT))
                        .limit(states().size())
                        .toList(),
                states());
    }

    /** What the cells say, from the top. */
    private List<String> states() {
        return robot.lookup("#job-list .list-cell").queryAllAs(ListCell.class).stream()
                .filter(cell -> !cell.isEmpty() && cell.isVisible())
                .sorted(Comparator.comparingInt(ListCell::getIndex))
                .flatMap(JobDrawerTest::state)
                .toList();
    }

    private static Stream<String> state(ListCell<?> cell) {
        return cell.lookupAll(".job-state").stream().map(node -> ((Labeled) node).getText());
    }
}
