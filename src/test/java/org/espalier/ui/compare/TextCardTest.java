package org.espalier.ui.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

import org.espalier.job.JobEvent;
import org.espalier.job.JobResult;
import org.espalier.measure.GeneratedText;
import org.espalier.measure.Provenance;
import org.espalier.ui.Texts;
import org.espalier.ui.theme.Theme;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Prompts two models by keyboard and by mouse. */
class TextCardTest {
    private final FxRobot robot = new FxRobot();
    private final List<Consumer<JobEvent>> listeners = new ArrayList<>();
    private final List<String> prompts = new ArrayList<>();
    private final TextSamples samples =
            new TextSamples(
                    (model, prompt, tokens, sampling, listener) -> {
                        prompts.add(prompt);
                        listeners.add(listener);
                        return () -> {};
                    },
                    new Texts());

    @BeforeAll
    static void startToolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
        Platform.setImplicitExit(false);
    }

    @BeforeEach
    void show() throws Exception {
        samples.open(Path.of("/models/llama"), Path.of("/runs/pruned"));
        FxToolkit.setupStage(
                stage -> {
                    Scene scene =
                            new Scene(
                                    new TextCard(samples, "llama", "1 · Wanda", new Texts()),
                                    1000,
                                    260);
                    Theme.LIGHT.dress(scene, 1);
                    stage.setScene(scene);
                    stage.show();
                });
    }

    @AfterEach
    void hide() throws Exception {
        FxToolkit.setupStage(Stage::hide);
    }

    private Labeled label(String id) {
        WaitForAsyncUtils.waitForFxEvents();
        return robot.lookup(id).queryLabeled();
    }

    private void answer(int job, String text) {
        GeneratedText written = new GeneratedText(text, 1, new long[] {1, 2, 3}, 0.1, 0.5);
        Provenance provenance = new Provenance("m", "", 0, Map.of(), "cpu");
        JobResult result = new JobResult.Generated(written, provenance);
        robot.interact(
                () -> listeners.get(job).accept(new JobEvent.Finished(Instant.EPOCH, result)));
    }

    @Test
    void enterStartsBothAndTheirTextsStandSideBySide() {
        robot.clickOn("#text-prompt").push(KeyCode.SHORTCUT, KeyCode.A).write("Fellow");
        robot.type(KeyCode.ENTER);
        assertTrue(label("#text-start").isDisabled());
        answer(0, " citizens of the Senate");
        answer(1, " citizens");

        assertEquals(List.of("Fellow", "Fellow"), prompts);
        assertEquals("citizens of the Senate", label("#text-before").getText());
        assertEquals("4.00 tokens a second", label("#text-speed-before").getText());
        assertEquals("citizens", label("#text-after").getText());
        assertFalse(label("#text-start").isDisabled());
    }

    @Test
    void theStopButtonStops() {
        robot.clickOn("#text-start");
        robot.interact(
                () -> listeners.get(0).accept(new JobEvent.Written(Instant.EPOCH, " citiz")));
        assertEquals("llama writes…", label("#text-message").getText());
        robot.clickOn("#text-stop");
        assertEquals("Stopped.", label("#text-message").getText());
        assertTrue(label("#text-stop").isDisabled());
        assertEquals("citiz", label("#text-before").getText());
    }
}
