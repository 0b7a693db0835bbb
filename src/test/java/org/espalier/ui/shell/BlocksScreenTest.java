package org.espalier.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.PickResult;
import javafx.stage.Stage;

import org.espalier.ui.Background;
import org.espalier.ui.FakeWorkbench;
import org.espalier.ui.SampleStudy;
import org.espalier.ui.Study;
import org.espalier.ui.Texts;
import org.espalier.ui.tune.TuneViewModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The heatmap by block by mouse and by keyboard; layers are numbered block by block, by four. */
class BlocksScreenTest {
    private static final double MOST_MILLIS = 100;

    private final FxRobot robot = new FxRobot();

    @BeforeAll
    static void startToolkit() throws Exception {
        Toolkit.requireFonts();
        FxToolkit.registerPrimaryStage();
        Platform.setImplicitExit(false);
    }

    @AfterEach
    void closeWindow() throws Exception {
        FxToolkit.setupStage(Stage::hide);
    }

    private TuneViewModel open(Study study) throws Exception {
        ShellViewModel shell =
                new ShellViewModel(
                        FakeWorkbench.of(study),
                        new Background(Runnable::run, Platform::runLater),
                        new Texts());
        FxToolkit.setupStage(window -> new EspalierWindow(shell, new Texts()).show(window));
        robot.interact(() -> shell.open(Path.of("sample.onnx")));
        WaitForAsyncUtils.waitForFxEvents();
        robot.interact(() -> shell.screen().set(Screen.TUNE));
        WaitForAsyncUtils.waitForFxEvents();
        return shell.tune();
    }

    private TuneViewModel openGrid(Study study) throws Exception {
        TuneViewModel tune = open(study);
        robot.interact(tune::reset);
        robot.interact(() -> tune.select(0));
        robot.interact(() -> find("#blocks").requestFocus());
        WaitForAsyncUtils.waitForFxEvents();
        return tune;
    }

    private <T extends Node> T find(String id) {
        return robot.lookup(id).query();
    }

    private <T> T seen(Supplier<T> value) {
        return WaitForAsyncUtils.waitForAsyncFx(5000, value::get);
    }

    @Test
    void arrowsSelectAndDigitsSet() throws Exception {
        TuneViewModel tune = openGrid(SampleStudy.deep(12));
        robot.type(KeyCode.RIGHT, KeyCode.DOWN);
        assertEquals(5, seen(() -> tune.selected().get()));
        robot.press(KeyCode.SHIFT).type(KeyCode.RIGHT, KeyCode.DOWN).release(KeyCode.SHIFT);
        robot.type(KeyCode.DIGIT3, KeyCode.DIGIT5);
        Labeled typed = robot.lookup("#blocks #typed").query();
        assertTrue(typed.isVisible());
        robot.type(KeyCode.ENTER);
        assertEquals(0.35, seen(() -> tune.sparsity(5)));
        assertEquals(0.35, seen(() -> tune.sparsity(10)));
        assertEquals(0, seen(() -> tune.sparsity(4)));
        robot.press(KeyCode.CONTROL).type(KeyCode.RIGHT, KeyCode.SPACE).release(KeyCode.CONTROL);
        robot.type(KeyCode.PLUS);
        assertEquals(0.01, seen(() -> tune.sparsity(14)));
        assertEquals(0.36, seen(() -> tune.sparsity(5)));
        robot.type(KeyCode.DELETE);
        assertEquals(0, seen(() -> tune.sparsity(10)));
    }

    @Test
    void enterGoesToTheValueOfAWholeRow() throws Exception {
        TuneViewModel tune = openGrid(SampleStudy.deep(12));
        robot.type(KeyCode.R, KeyCode.ENTER);
        TextField value = find("#layer-percent");
        assertTrue(seen(value::isFocused));
        robot.type(KeyCode.DIGIT4, KeyCode.DIGIT0, KeyCode.ENTER);
        assertEquals(0.4, seen(() -> tune.sparsity(44)));
        assertEquals(0, seen(() -> tune.sparsity(45)));
        robot.interact(() -> find("#blocks").requestFocus());
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        assertEquals(0, seen(() -> tune.sparsity(44)));
    }

    @Test
    void clickedNamesSelectRowsAndColumns() throws Exception {
        TuneViewModel tune = openGrid(SampleStudy.deep(12));
        press(20, 60, false);
        assertTrue(said().endsWith(" 12 layers selected"), said());
        press(0.5, 25, true);
        assertTrue(said().endsWith(" 15 layers selected"), said());
        robot.clickOn("#blocks-outside");
        assertEquals(48, seen(() -> tune.selected().get()));
    }

    private String said() {
        return seen(() -> find("#blocks").getAccessibleText());
    }

    /**
     * Presses a mouse button; the headless platform's robot tells no modifier keys.
     *
     * @param x pixels from the left, or a share of the width if it is below 1
     */
    private void press(double x, double y, boolean control) {
        Node grid = find("#blocks");
        double left = x < 1 ? x * grid.getLayoutBounds().getWidth() : x;
        var at = grid.localToScene(left, y);
        MouseEvent press =
                new MouseEvent(
                        MouseEvent.MOUSE_PRESSED,
                        at.getX(),
                        at.getY(),
                        0,
                        0,
                        MouseButton.PRIMARY,
                        1,
                        false,
                        control,
                        false,
                        false,
                        true,
                        false,
                        false,
                        false,
                        false,
                        false,
                        new PickResult(grid, at.getX(), at.getY()));
        robot.interact(() -> grid.fireEvent(press));
    }

    @Test
    void bothViewsAreOneKeyApart() throws Exception {
        open(SampleStudy.deep(12));
        assertTrue(find("#blocks").getParent().isVisible());
        assertFalse(find("#schedule").isVisible());
        robot.push(KeyCode.CONTROL, KeyCode.B);
        assertTrue(seen(() -> find("#schedule").isVisible()));
        robot.clickOn("#view-blocks");
        assertFalse(seen(() -> find("#schedule").isVisible()));
        robot.clickOn("#colour-sparsity");
        MenuButton level = find("#damage-level");
        assertFalse(seen(level::isVisible));
        robot.clickOn("#colour-damage");
        robot.interact(level::requestFocus);
        robot.type(KeyCode.SPACE);
        WaitForAsyncUtils.waitForFxEvents();
        robot.type(KeyCode.DOWN, KeyCode.ENTER);
        assertEquals("as scheduled", seen(level::getText));
    }

    @Test
    void owlIsProposedFromTheMenuAndTakenOver() throws Exception {
        TuneViewModel tune = openGrid(SampleStudy.deep(12));
        Menu owl = owl();
        assertEquals("OWL", owl.getText());
        assertFalse(owl.isDisable());
        robot.interact(owl.getItems().get(2)::fire);
        WaitForAsyncUtils.waitForFxEvents();
        robot.clickOn("#proposal-apply");
        assertEquals("70.0 %", seen(() -> tune.tiles().get().getFirst().value()));
    }

    @Test
    void owlIsOffWhereNoBlocksRepeatAndSaysSo() throws Exception {
        open(SampleStudy.small());
        assertTrue(owl().isDisable());
        assertEquals("OWL: no blocks repeat in this model", owl().getText());
    }

    private Menu owl() {
        return this.<MenuButton>find("#preset").getItems().stream()
                .filter(item -> "preset-owl".equals(item.getId()))
                .map(Menu.class::cast)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void fewBlocksAreShownWhenAskedFor() throws Exception {
        TuneViewModel tune = open(SampleStudy.deep(3));
        assertTrue(seen(() -> find("#schedule").isVisible()));
        robot.push(KeyCode.CONTROL, KeyCode.B);
        assertFalse(seen(() -> find("#schedule").isVisible()));
        assertFalse(seen(() -> find("#blocks-scroll").isVisible()));
        robot.interact(() -> find("#blocks").requestFocus());
        robot.type(KeyCode.END, KeyCode.C, KeyCode.DIGIT4, KeyCode.ENTER);
        assertEquals(0.04, seen(() -> tune.sparsity(11)));
    }

    @Test
    void itIsNotOfferedWhereNothingRepeats() throws Exception {
        open(SampleStudy.small());
        Node button = find("#view-blocks");
        assertTrue(button.isDisabled());
        assertEquals("The model has no blocks that repeat.", button.getAccessibleHelp());
        robot.push(KeyCode.CONTROL, KeyCode.B);
        assertTrue(seen(() -> find("#schedule").isVisible()));
    }

    @Test
    void hundredBlocksScrollAndDoNotHoldTheThread() throws Exception {
        TuneViewModel tune = openGrid(SampleStudy.deep(100));
        ScrollBar bar = find("#blocks-scroll");
        assertTrue(bar.isVisible());
        Map<String, Double> best = new TreeMap<>();
        for (int i = 0; i < 4; i++) {
            round(tune).forEach((step, millis) -> best.merge(step, millis, Math::min));
        }
        assertTrue(seen(bar::getValue) > 0);
        best.values().removeIf(millis -> millis <= MOST_MILLIS);
        assertEquals(Map.of(), best, "milliseconds on the toolkit's thread");
    }

    private Map<String, Double> round(TuneViewModel tune) {
        try (ScreenThread thread = new ScreenThread()) {
            thread.step("home");
            robot.type(KeyCode.HOME);
            thread.step("row");
            robot.type(KeyCode.R);
            thread.step("set");
            robot.interact(() -> tune.setSelected(0.5));
            thread.step("all");
            robot.push(KeyCode.CONTROL, KeyCode.A);
            thread.step("change");
            robot.type(KeyCode.PLUS);
            thread.step("end");
            robot.type(KeyCode.END);
            WaitForAsyncUtils.waitForFxEvents();
            return thread.longest();
        }
    }
}
