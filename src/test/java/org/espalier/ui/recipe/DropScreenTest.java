package org.espalier.ui.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

import org.espalier.recipe.DropStep;
import org.espalier.ui.SampleStudy;
import org.espalier.ui.Texts;
import org.espalier.ui.theme.Theme;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

import java.nio.file.Path;
import java.util.List;

/** Blocks dropped on the Recipe screen. */
class DropScreenTest {
    private static final String STEPS = "espalier: 1\nsteps:\n";

    private final FxRobot robot = new FxRobot();

    @TempDir Path folder;

    @BeforeAll
    static void startToolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
        Platform.setImplicitExit(false);
    }

    private Fixture show(Fixture fixture) throws Exception {
        FxToolkit.setupStage(
                stage -> {
                    RecipeView view = new RecipeView(fixture.recipe, new Texts());
                    Scene scene = new Scene(view, 1200, 760);
                    Theme.LIGHT.dress(scene, 1);
                    stage.setScene(scene);
                    stage.show();
                });
        return fixture;
    }

    @AfterEach
    void hide() throws Exception {
        FxToolkit.setupStage(Stage::hide);
    }

    private void click(String id) {
        robot.clickOn(id);
        WaitForAsyncUtils.waitForFxEvents();
    }

    @Test
    void aNumberOfBlocksAndThenSomeByName() throws Exception {
        Fixture fixture = show(new Fixture(folder, SampleStudy.llama()));

        click("#recipe-drop");
        robot.doubleClickOn("#drop-count").push(KeyCode.SHORTCUT, KeyCode.A).write("2");
        robot.push(KeyCode.TAB);
        click("#drop-done");
        assertEquals(
                STEPS + "  - drop-blocks:\n      count: 2\n      by: influence\n",
                fixture.recipe.text().get());
        StepCard card = fixture.recipe.cards().get().getFirst();
        assertEquals("Drop blocks", card.title());
        assertEquals("2 blocks of least influence", card.facts());

        robot.interact(() -> robot.lookup("#step-1").query().requestFocus());
        robot.push(KeyCode.ENTER);
        click("#drop-named");
        assertTrue(robot.lookup("#drop-done").query().isDisabled());
        click("#drop-3");
        click("#drop-done");
        assertEquals(
                STEPS + "  - drop-blocks:\n      blocks: [model.layers.3]\n",
                fixture.recipe.text().get());
        assertTrue(robot.lookup("#drop-done").tryQuery().isEmpty());
        robot.interact(fixture.document::close);
    }

    @Test
    void aModelWithoutBlocksIsNotAsked() throws Exception {
        Fixture fixture = show(new Fixture(folder));

        assertFalse(robot.lookup("#recipe-drop").query().isVisible());
        robot.interact(fixture.document::close);
    }

    @Test
    void someBlockStays() {
        Fixture fixture = new Fixture(folder, SampleStudy.llama());
        DropStep three = new DropStep(new DropStep.Choice.Named(List.of("model.layers.1")), false);
        DropDraft draft = new DropDraft(fixture.study, three);

        assertEquals(three, draft.step());
        assertTrue(draft.valid().get());
        draft.chosen().addAll(draft.blocks());
        assertEquals(6, draft.blocks().size());
        assertFalse(draft.valid().get());
        draft.byInfluence().set(true);
        draft.count().set(5);
        assertTrue(draft.valid().get());
        assertEquals(new DropStep(new DropStep.Choice.Influence(5), false), draft.step());
        fixture.document.close();
    }
}
