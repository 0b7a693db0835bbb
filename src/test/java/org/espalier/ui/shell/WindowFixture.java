package org.espalier.ui.shell;

import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

import org.espalier.ui.Background;
import org.espalier.ui.FakeWorkbench;
import org.espalier.ui.Texts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

import java.nio.file.Path;

/** A window on made-up results, before each test, and what drives it. */
abstract class WindowFixture {
    final FxRobot robot = new FxRobot();
    final FakeWorkbench workbench = FakeWorkbench.small();
    final ShellViewModel shell =
            new ShellViewModel(
                    workbench, new Background(Runnable::run, Platform::runLater), new Texts());

    @BeforeAll
    static void startToolkit() throws Exception {
        Toolkit.requireFonts();
        FxToolkit.registerPrimaryStage();
        Platform.setImplicitExit(false);
    }

    @BeforeEach
    void openWindow() throws Exception {
        FxToolkit.setupStage(window -> new EspalierWindow(shell, new Texts()).show(window));
    }

    @AfterEach
    void closeWindow() throws Exception {
        FxToolkit.setupStage(Stage::hide);
    }

    void open() {
        robot.interact(() -> shell.open(Path.of("sample.onnx")));
        settle();
    }

    static void settle() {
        WaitForAsyncUtils.waitForFxEvents();
    }

    <T extends Node> T find(String id) {
        return robot.lookup(id).query();
    }

    void press(String id) {
        Labeled node = find(id);
        robot.interact(node::requestFocus);
        robot.type(KeyCode.SPACE);
        settle();
    }
}
