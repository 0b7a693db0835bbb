package org.espalier.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

import org.espalier.report.Shape;
import org.espalier.ui.Background;
import org.espalier.ui.FakeWorkbench;
import org.espalier.ui.Texts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

import java.nio.file.Path;
import java.util.Objects;

/** Compares runs and presents them, by mouse and by keyboard. */
class CompareWindowTest {
    private final FxRobot robot = new FxRobot();
    private final ShellViewModel shell =
            new ShellViewModel(
                    FakeWorkbench.small(),
                    new Background(Runnable::run, Platform::runLater),
                    new Texts());

    @BeforeAll
    static void startToolkit() throws Exception {
        Toolkit.requireFonts();
        FxToolkit.registerPrimaryStage();
        Platform.setImplicitExit(false);
    }

    @BeforeEach
    void runTwice() throws Exception {
        FxToolkit.setupStage(window -> new EspalierWindow(shell, new Texts()).show(window));
        robot.interact(() -> shell.open(Path.of("sample.onnx")));
        settle();
        robot.interact(
                () -> {
                    var proposals = shell.tune().proposals();
                    proposals.propose(proposals.presets().get(1), 0.7);
                    proposals.apply();
                });
        settle();
        for (int i = 0; i < 2; i++) {
            robot.interact(shell::run);
            settle();
        }
    }

    @AfterEach
    void closeWindow() throws Exception {
        FxToolkit.setupStage(Stage::hide);
    }

    private static void settle() {
        WaitForAsyncUtils.waitForFxEvents();
    }

    private <T extends Node> T find(String id) {
        return robot.lookup(id).query();
    }

    private String candidate() {
        return shell.compare().candidate().get();
    }

    @Test
    void aClickOnABubbleAndARowOfTheTableSelectARun() {
        assertEquals("2 · Wanda 60.0 %", candidate());
        Node figure = find("#figure-pareto");
        Bounds bounds = figure.localToScreen(figure.getLayoutBounds());
        Shape.Point place =
                Objects.requireNonNull(shell.compare().pareto())
                        .place(1, Math.floor(bounds.getWidth()), Math.floor(bounds.getHeight()));
        robot.clickOn(new Point2D(bounds.getMinX() + place.x(), bounds.getMinY() + place.y()));
        settle();
        assertEquals("1 · Wanda 60.0 %", candidate());

        TableView<?> runs = find("#runs");
        assertEquals(1, runs.getSelectionModel().getSelectedIndex());
        robot.interact(runs::requestFocus);
        robot.type(KeyCode.DOWN);
        settle();
        assertEquals("2 · Wanda 60.0 %", candidate());
    }

    @Test
    void aClickOnAClassShowsWhatItIsTakenFor() {
        Node figure = find("#figure-classes");
        robot.clickOn(figure);
        settle();
        assertTrue(this.<ToggleButton>find("#classes-confusion").isSelected());
        assertEquals("Confusion of classes by the candidate", figure.getAccessibleText());
        robot.clickOn("#details-1");
        settle();
        assertEquals(
                "Samples that the two models answer differently",
                find("#figure-samples").getAccessibleText());
    }

    @Test
    void arrowKeysLeadThroughThePresentation() {
        Labeled button = find("#present");
        robot.interact(button::requestFocus);
        robot.type(KeyCode.SPACE);
        settle();
        assertEquals("1 / 5", count());
        robot.type(KeyCode.RIGHT, KeyCode.RIGHT);
        settle();
        assertEquals("3 / 5", count());
        robot.type(KeyCode.END, KeyCode.RIGHT, KeyCode.LEFT);
        settle();
        assertEquals("4 / 5", count());
        assertTrue(
                robot.from(this.<Node>find("#presentation"))
                        .lookup("#message, .job-bar")
                        .tryQuery()
                        .isEmpty());
        robot.type(KeyCode.ESCAPE);
        settle();
        assertTrue(robot.lookup("#presentation").tryQuery().isEmpty());
    }

    private String count() {
        return this.<Labeled>find("#present-count").getText();
    }
}
