package org.espalier.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.application.Platform;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

import org.espalier.model.LayerId;
import org.espalier.ui.Background;
import org.espalier.ui.FakeWorkbench;
import org.espalier.ui.SampleStudy;
import org.espalier.ui.Study;
import org.espalier.ui.Texts;
import org.espalier.ui.tune.Proposals;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * No piece of work holds the toolkit's thread for longer than a tenth of a second on the way from
 * the sample's file to the comparison. The way is gone several times and the best time of each step
 * counts: the first time, classes are loaded and code is not compiled yet.
 */
class NothingBlocksTest {
    private static final int ROUNDS = 4;
    private static final double MOST_MILLIS = 100;

    private final FxRobot robot = new FxRobot();
    private final ExecutorService worker = Executors.newSingleThreadExecutor();
    private final Study study = SampleStudy.sample();
    private final ShellViewModel shell =
            new ShellViewModel(
                    FakeWorkbench.of(study),
                    new Background(worker, Platform::runLater),
                    new Texts());

    @BeforeAll
    static void startToolkit() throws Exception {
        Toolkit.requireFonts();
        FxToolkit.registerPrimaryStage();
        Platform.setImplicitExit(false);
    }

    @AfterEach
    void closeWindow() throws Exception {
        FxToolkit.setupStage(Stage::hide);
        worker.shutdownNow();
    }

    /** Lets the worker finish and the screen show what it found. */
    private void settle() {
        CompletableFuture.runAsync(() -> {}, worker).join();
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void step(ScreenThread thread, String name, Runnable action) {
        thread.step(name);
        robot.interact(action);
        settle();
    }

    private Map<String, Double> round() {
        try (ScreenThread thread = new ScreenThread()) {
            step(thread, "open", () -> shell.open(Path.of("sample.onnx")));
            LayerId layer = study.layers().get(3).id();
            step(thread, "select", () -> shell.model().select(layer));
            TextField filter = robot.lookup("#layer-filter").query();
            step(thread, "filter", () -> filter.setText("conv weights > 100"));
            step(thread, "tune", () -> shell.screen().set(Screen.TUNE));
            step(thread, "next layer", () -> shell.tune().select(5));
            step(thread, "drag", () -> shell.tune().setSparsity(5, 0.7));
            Proposals proposals = shell.tune().proposals();
            var preset = proposals.presets().getFirst();
            step(thread, "preset", () -> proposals.propose(preset, 0.6));
            step(thread, "apply", proposals::apply);
            step(thread, "run", shell::run);
            step(thread, "model", () -> shell.screen().set(Screen.MODEL));
            robot.push(KeyCode.CONTROL, KeyCode.K);
            TextField field = robot.lookup("#palette-field").query();
            step(thread, "palette", () -> field.setText("layer"));
            robot.push(KeyCode.ESCAPE);
            return thread.longest();
        }
    }

    @Test
    void noStepOfTheMainPathBlocks() throws Exception {
        FxToolkit.setupStage(window -> new EspalierWindow(shell, new Texts()).show(window));
        Map<String, Double> best = new TreeMap<>();
        for (int i = 0; i < ROUNDS; i++) {
            round().forEach((step, millis) -> best.merge(step, millis, Math::min));
        }
        best.values().removeIf(millis -> millis <= MOST_MILLIS);
        assertEquals(Map.of(), best, "milliseconds on the toolkit's thread");
    }

    @Test
    void aListenerThatBlocksIsNoticed() {
        SimpleBooleanProperty property = new SimpleBooleanProperty();
        property.addListener((o, before, now) -> work(2 * MOST_MILLIS));
        try (ScreenThread thread = new ScreenThread()) {
            thread.step("blocked");
            robot.interact(() -> property.set(true));
            WaitForAsyncUtils.waitForFxEvents();
            assertTrue(thread.longest().getOrDefault("blocked", 0.0) > MOST_MILLIS);
        }
    }

    private static void work(double millis) {
        var threads = ManagementFactory.getThreadMXBean();
        long end = threads.getCurrentThreadCpuTime() + (long) (millis * 1e6);
        while (threads.getCurrentThreadCpuTime() < end) {
            Thread.onSpinWait();
        }
    }
}
