package org.espalier.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.PickResult;
import javafx.stage.Stage;

import org.espalier.project.Goals;
import org.espalier.ui.Background;
import org.espalier.ui.FakeWorkbench;
import org.espalier.ui.Texts;
import org.espalier.ui.tune.TuneViewModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The Tune screen by mouse and by keyboard, on made-up results. */
class TuneScreenTest {
    private final FxRobot robot = new FxRobot();
    private final ShellViewModel shell =
            new ShellViewModel(
                    FakeWorkbench.small(),
                    new Background(Runnable::run, Platform::runLater),
                    new Texts());
    private final TuneViewModel tune = shell.tune();

    @BeforeAll
    static void startToolkit() throws Exception {
        Toolkit.requireFonts();
        FxToolkit.registerPrimaryStage();
        Platform.setImplicitExit(false);
    }

    @BeforeEach
    void openTune() throws Exception {
        FxToolkit.setupStage(window -> new EspalierWindow(shell, new Texts()).show(window));
        robot.interact(() -> shell.open(Path.of("sample.onnx")));
        WaitForAsyncUtils.waitForFxEvents();
        robot.interact(() -> shell.screen().set(Screen.TUNE));
        robot.interact(() -> tune.select(1));
        focusMap();
    }

    @AfterEach
    void closeWindow() throws Exception {
        FxToolkit.setupStage(Stage::hide);
    }

    @Test
    void inTheNarrowestWindowNothingIsCutOrLiesOverEachOther() {
        Stage window = (Stage) find("#schedule").getScene().getWindow();
        robot.interact(() -> window.setWidth(window.getMinWidth()));
        WaitForAsyncUtils.waitForFxEvents();
        Bounds map = bounds("#schedule");
        assertTrue(bounds("#depth-measured").getMaxX() <= map.getMaxX() + 14, "the last button");
        assertTrue(bounds("#preset").getMinY() > bounds("#measure-output_error").getMaxY());
        assertTrue(bounds(".hint").getMinX() > map.getMinX() + 300, "the scale of colours");

        robot.interact(() -> window.setWidth(1440));
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(bounds("#preset").getMinY(), bounds("#measure-output_error").getMinY(), 4);
    }

    private Bounds bounds(String id) {
        Node node = find(id);
        return node.localToScene(node.getBoundsInLocal());
    }

    private void focusMap() {
        robot.interact(() -> find("#schedule").requestFocus());
        WaitForAsyncUtils.waitForFxEvents();
    }

    private <T extends Node> T find(String id) {
        return robot.lookup(id).query();
    }

    private <T> T seen(Supplier<T> value) {
        return WaitForAsyncUtils.waitForAsyncFx(5000, value::get);
    }

    private Point2D handle(int layer) {
        Node schedule = find("#schedule");
        Bounds bounds = schedule.localToScreen(schedule.getLayoutBounds());
        var layout = tune.figure().get().layout(bounds.getWidth() - 2, bounds.getHeight() - 2);
        return new Point2D(
                bounds.getMinX() + 1 + layout.x(layer),
                bounds.getMinY() + 1 + layout.y(tune.sparsity(layer)));
    }

    @Test
    void typedNumberIsSeenAndSet() {
        robot.type(KeyCode.DIGIT3, KeyCode.DIGIT7);
        Labeled popup = find("#typed");
        assertTrue(popup.isVisible());
        assertEquals("37 % · Enter", popup.getText());
        robot.type(KeyCode.ENTER);
        assertEquals(0.37, seen(() -> tune.sparsity(1)));
        assertFalse(popup.isVisible());
        robot.type(KeyCode.DIGIT9, KeyCode.ESCAPE, KeyCode.ENTER);
        assertEquals(0.37, seen(() -> tune.sparsity(1)));
    }

    @Test
    void arrowsChangeSeveralSelectedLayers() {
        robot.interact(tune::reset);
        robot.press(KeyCode.SHIFT).type(KeyCode.RIGHT).release(KeyCode.SHIFT);
        robot.type(KeyCode.UP);
        robot.press(KeyCode.SHIFT).type(KeyCode.UP).release(KeyCode.SHIFT);
        assertEquals(0.06, seen(() -> tune.sparsity(1)));
        assertEquals(0.06, seen(() -> tune.sparsity(2)));
        assertEquals(0, seen(() -> tune.sparsity(3)));
        robot.type(KeyCode.DELETE);
        assertEquals(0, seen(() -> tune.sparsity(2)));
    }

    @Test
    void ctrlClickedLayersAreDraggedTogether() {
        robot.interact(tune::reset);
        robot.interact(() -> tune.setSelected(0.5));
        robot.interact(() -> tune.setSparsity(4, 0.3));
        press(4, 1, true);
        robot.drag(handle(4), MouseButton.PRIMARY).dropBy(0, -40);
        WaitForAsyncUtils.waitForFxEvents();
        double moved = tune.sparsity(4) - 0.3;
        assertTrue(moved > 0.02, "" + moved);
        assertEquals(0.5 + moved, tune.sparsity(1), 1e-9);
        assertEquals(0, tune.sparsity(2));
    }

    @Test
    void doubleClickLocks() {
        press(4, 1, false);
        press(4, 2, false);
        assertTrue(seen(() -> tune.locked(4)));
        press(4, 2, false);
        assertFalse(seen(() -> tune.locked(4)));
    }

    /**
     * The headless platform's robot tells no modifier keys with the mouse, and its double click
     * depends on the time between.
     */
    private void press(int layer, int clicks, boolean control) {
        Node schedule = find("#schedule");
        Point2D at = schedule.localToScene(schedule.screenToLocal(handle(layer)));
        PickResult pick = new PickResult(schedule, at.getX(), at.getY());
        MouseEvent click =
                new MouseEvent(
                        MouseEvent.MOUSE_PRESSED,
                        at.getX(),
                        at.getY(),
                        0,
                        0,
                        MouseButton.PRIMARY,
                        clicks,
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
                        pick);
        robot.interact(() -> schedule.fireEvent(click));
    }

    @Test
    void proposalIsDroppedByEscapeAndTakenByEnter() {
        var mine = tune.schedule().get();
        robot.interact(() -> menuItem("#preset", "preset-uniform-70"));
        WaitForAsyncUtils.waitForFxEvents();
        assertTrue(find("#proposal-apply").isVisible());
        robot.type(KeyCode.ESCAPE);
        assertNull(seen(() -> tune.proposals().shown().get()));
        assertEquals(mine, tune.schedule().get());
        robot.interact(() -> menuItem("#preset", "preset-uniform-70"));
        WaitForAsyncUtils.waitForFxEvents();
        assertNotNull(tune.proposals().shown().get());
        robot.type(KeyCode.ENTER);
        assertEquals(0.7, seen(() -> tune.sparsity(6)), 0.03);
    }

    private void menuItem(String menu, String id) {
        this.<MenuButton>find(menu).getItems().stream()
                .flatMap(
                        item ->
                                item instanceof Menu more
                                        ? more.getItems().stream()
                                        : Stream.of(item))
                .filter(item -> id.equals(item.getId()))
                .findFirst()
                .orElseThrow()
                .fire();
    }

    @Test
    void patternOfALayerGoesIntoTheSchedule() {
        robot.interact(() -> menuItem("#layer-pattern", "pattern-2-4"));
        assertEquals(0.5, seen(() -> tune.sparsity(1)));
        assertEquals("2:4", this.<MenuButton>find("#layer-pattern").getText());
        robot.interact(() -> menuItem("#layer-pattern", "pattern-none"));
        assertEquals("Unstructured", this.<MenuButton>find("#layer-pattern").getText());
    }

    @Test
    void aLayerTakesAMethodOfItsOwnByKeyboard() {
        MenuButton menu = find("#layer-method");
        assertEquals("Wanda", menu.getText());
        robot.interact(menu::requestFocus);
        robot.type(KeyCode.SPACE);
        WaitForAsyncUtils.waitForFxEvents();
        robot.type(KeyCode.DOWN, KeyCode.DOWN, KeyCode.ENTER);
        assertEquals("Magnitude, own", seen(menu::getText));
        assertEquals("magnitude", tune.methodOf(1).key());
        assertEquals("wanda", tune.methodOf(2).key());
        robot.interact(() -> menuItem("#layer-method", "layer-method-common"));
        assertEquals("Wanda", seen(menu::getText));
    }

    @Test
    void goalsAreSetInThePopOver() {
        robot.interact(() -> find("#goals").requestFocus());
        robot.type(KeyCode.SPACE);
        WaitForAsyncUtils.waitForFxEvents();
        TextInputControl size = find("#goal-size");
        robot.interact(() -> size.setText("0.5"));
        robot.interact(() -> this.<TextInputControl>find("#goal-latency").setText("1.5"));
        robot.interact(size::requestFocus);
        robot.type(KeyCode.ENTER);
        assertEquals(new Goals(500_000L, 1.5, null), seen(() -> tune.outlook().goals()));
        assertTrue(find("#goals").getAccessibleText().startsWith("Goals 1 of 2 met"));
    }

    @Test
    void measureThatCannotBeShownIsDisabledAndSaysWhy() {
        Node kl = find("#measure-kl_divergence");
        assertTrue(kl.isDisabled());
        assertTrue(kl.getAccessibleHelp().contains("labels"), kl.getAccessibleHelp());
        robot.clickOn("#measure-accuracy_drop");
        assertTrue(seen(() -> tune.damage().choice().measure().name()).equals("ACCURACY_DROP"));
    }
}
