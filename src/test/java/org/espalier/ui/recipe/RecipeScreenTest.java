package org.espalier.ui.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;

import org.espalier.ui.Texts;
import org.espalier.ui.theme.Theme;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

import java.nio.file.Path;
import java.util.List;

/** Drives the Recipe screen with mouse and keyboard. */
class RecipeScreenTest {
    private final FxRobot robot = new FxRobot();
    private final Fixture fixture;
    private final RecipeViewModel recipe;

    RecipeScreenTest(@TempDir Path folder) {
        fixture = new Fixture(folder);
        recipe = fixture.recipe;
    }

    @BeforeAll
    static void startToolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
        Platform.setImplicitExit(false);
    }

    @BeforeEach
    void show() throws Exception {
        FxToolkit.setupStage(
                stage -> {
                    Scene scene = new Scene(new RecipeView(recipe, new Texts()), 1200, 760);
                    Theme.LIGHT.dress(scene, 1);
                    stage.setScene(scene);
                    stage.show();
                });
    }

    @AfterEach
    void hide() throws Exception {
        FxToolkit.setupStage(Stage::hide);
        robot.interact(fixture.document::close);
    }

    private static void settle() {
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void click(String id) {
        robot.clickOn(id);
        settle();
    }

    private void type(KeyCode... keys) {
        robot.push(keys);
        settle();
    }

    private void begin() {
        robot.interact(() -> recipe.add("mine", Fixture.TWO_STEPS));
        settle();
    }

    private List<String> titles() {
        return recipe.cards().get().stream().map(StepCard::facts).toList();
    }

    @Test
    void aStarterAndAStepFromTheWizardByMouse() {
        click("#starter-HALF_WANDA");
        assertEquals(List.of("Wanda · 50.0 % · all 8 layers"), titles());

        click("#recipe-add");
        click("#wizard-NEXT_FORWARD");
        click("#technique-PATTERN-magnitude");
        click("#wizard-NEXT_FORWARD");
        click("#wizard-NEXT_FORWARD");
        click("#extent-chosen");
        click("#tick-fc");
        click("#wizard-NEXT_FORWARD");
        assertTrue(robot.lookup("#check-yaml").tryQuery().isPresent());
        click("#wizard-FINISH");

        assertEquals("Magnitude · 2:4 · 7 of 8 layers", titles().getLast());
        assertTrue(recipe.text().get().endsWith("      exclude: [fc]\n"), recipe.text().get());
    }

    @Test
    void aStepFromTheWizardByKeyboard() {
        begin();
        Node card = robot.lookup("#step-1").query();
        robot.interact(card::requestFocus);
        type(KeyCode.ENTER);
        assertTrue(robot.lookup("#wizard-NEXT_FORWARD").tryQuery().isPresent());
        type(KeyCode.ENTER);
        assertTrue(robot.lookup("#technique-SINGLE-wanda").tryQuery().isPresent());
        type(KeyCode.ENTER);
        Node share = robot.lookup("#field-sparsity").query();
        robot.interact(share::requestFocus);
        robot.targetWindow(share.getScene().getWindow());
        type(KeyCode.CONTROL, KeyCode.A);
        robot.write("65");
        settle();
        assertEquals("65", ((TextField) share).getText());
        type(KeyCode.ENTER);
        assertTrue(robot.lookup("#extent-all").tryQuery().isPresent());
        type(KeyCode.ENTER);
        assertTrue(robot.lookup("#check-yaml").tryQuery().isPresent());
        type(KeyCode.ENTER);
        assertFalse(robot.lookup("#check-yaml").tryQuery().isPresent());
        assertEquals("Wanda · 65.0 % · all 8 layers", titles().getFirst());
    }

    @Test
    void settingsOutOfRangeHoldTheWizard() {
        click("#recipe-add");
        click("#wizard-NEXT_FORWARD");
        click("#wizard-NEXT_FORWARD");
        robot.clickOn("#field-sparsity").push(KeyCode.SHORTCUT, KeyCode.A).write("120");
        settle();
        assertTrue(robot.lookup("#wizard-NEXT_FORWARD").query().isDisabled());
        assertTrue(robot.lookup("#error-sparsity").query().isVisible());
        click("#wizard-CANCEL_CLOSE");
        assertEquals(List.of(), titles());
    }

    @Test
    void keysMoveSwitchCopyAndDeleteCards() {
        begin();
        Node card = robot.lookup("#step-1").query();
        robot.interact(card::requestFocus);
        type(KeyCode.ALT, KeyCode.DOWN);
        assertEquals("Wanda · 50.0 % · all 8 layers", titles().getLast());
        assertTrue(robot.lookup("#step-2").query().isFocused());
        type(KeyCode.SPACE);
        assertTrue(titles().getLast().startsWith("switched off"));
        type(KeyCode.D);
        assertEquals(3, titles().size());
        type(KeyCode.DELETE);
        type(KeyCode.SPACE);
        type(KeyCode.ALT, KeyCode.UP);
        assertEquals(Fixture.TWO_STEPS, recipe.text().get());
    }

    @Test
    void draggingACardMovesTheStep() {
        begin();
        Node second = robot.lookup("#step-2").query();
        robot.drag(second, MouseButton.PRIMARY).moveBy(0, -90).drop();
        settle();
        assertEquals("Magnitude · 80.0 % · fc", titles().getFirst());
    }

    @Test
    void theTextCompletesAndTheCardsFollow() {
        begin();
        TextArea text = robot.lookup("#yaml").query();
        int at = recipe.text().get().indexOf("0.5");
        click("#yaml");
        robot.interact(() -> text.selectRange(at, at + 3));
        type(KeyCode.CONTROL, KeyCode.SPACE);
        ListView<?> offered = robot.lookup("#completions").query();
        assertEquals(1, offered.getItems().size());
        type(KeyCode.ESCAPE);
        robot.write("0.x");
        settle();
        Label problem = robot.lookup(".yaml-problem").query();
        assertTrue(problem.isVisible());
        double whole = problem.prefHeight(problem.getWidth());
        assertTrue(problem.getHeight() >= whole, problem.getHeight() + " of " + whole);
        assertTrue(robot.lookup("#recipe-add").query().isDisabled());
        type(KeyCode.BACK_SPACE);
        robot.write("9");
        settle();
        assertFalse(robot.lookup(".yaml-problem").query().isVisible());
        assertEquals("Wanda · 90.0 % · all 8 layers", titles().getFirst());

        type(KeyCode.CONTROL, KeyCode.Z);
        assertEquals(Fixture.TWO_STEPS, text.getText());
    }
}
