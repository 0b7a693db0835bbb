package org.espalier.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.application.Platform;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

import org.espalier.engine.EngineChoice;
import org.espalier.job.DataRef;
import org.espalier.job.JobEvent;
import org.espalier.job.JobResult;
import org.espalier.job.JobSpec;
import org.espalier.job.MemoryLimit;
import org.espalier.measure.Quality;
import org.espalier.project.SettingsFile;
import org.espalier.ui.Background;
import org.espalier.ui.Texts;
import org.espalier.ui.shell.EspalierWindow;
import org.espalier.ui.shell.Screen;
import org.espalier.ui.shell.ShellViewModel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The story that the program is made for, on the sample, in the real window with its jobs in
 * processes of their own: look at the model, propose and shape a schedule, run it, compare, present
 * and report, come back later. By mouse in the first half, by keyboard in the second.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoryTest {
    private static final Path SAMPLE = Path.of("samples/fashion-resnet14").toAbsolutePath();
    private static final int JUDGED = 500;
    private static final long PATIENCE = 180;

    private final FxRobot robot = new FxRobot();
    private final Services services = new Services();
    private final ExecutorService worker = Executors.newSingleThreadExecutor();
    @TempDir Path folder;

    @BeforeAll
    static void startToolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
        Platform.setImplicitExit(false);
    }

    @AfterAll
    void stop() {
        worker.shutdownNow();
    }

    @Test
    void fromTheModelToTheReportAndBack() throws Exception {
        makeProject();
        ShellViewModel shell = openWindow();
        looksAtTheModel(shell);
        shapesASchedule(shell);
        setsGoals();
        runs(shell);
        presents(shell);
        reports(shell);
        comesBack(shell);
    }

    private ShellViewModel openWindow() throws Exception {
        SettingsFile settings =
                new SettingsFile(folder.resolve("settings.json"), Clock.systemUTC());
        Desk desk = new Desk(services, services::children, folder.resolve("work"), settings);
        Background background = new Background(worker, Platform::runLater);
        ShellViewModel shell =
                WaitForAsyncUtils.waitForAsyncFx(
                        10_000, () -> new ShellViewModel(desk, background, new Texts()));
        FxToolkit.setupStage(stage -> new EspalierWindow(shell, new Texts()).show(stage));
        robot.interact(() -> shell.open(project()));
        await(shell.study().isNotNull());
        return shell;
    }

    private void makeProject() throws Exception {
        Files.writeString(
                Files.createDirectories(project()).resolve("project.yaml"),
                """
                project: 1
                model: %1$s/fashion-resnet14.onnx
                calibration: {path: %1$s/train3k-images-idx3-ubyte.gz, samples: 128, seed: 1}
                evaluation: {path: %1$s/t10k-images-idx3-ubyte.gz, samples: %2$d, seed: 1}
                """
                        .formatted(SAMPLE, JUDGED));
    }

    private Path project() {
        return folder.resolve("study");
    }

    private void looksAtTheModel(ShellViewModel shell) {
        assertEquals(16, this.<TableView<?>>find("#layer-table").getItems().size());
        robot.clickOn("#layer-filter").write("stage3 weights > 30000");
        settle();
        assertEquals(3, this.<TableView<?>>find("#layer-table").getItems().size());
        robot.clickOn("stage3.1.conv1");
        settle();
        assertEquals(
                "stage3.1.conv1",
                Objects.requireNonNull(shell.model().selected().get()).layer().id().name());
    }

    private void shapesASchedule(ShellViewModel shell) throws Exception {
        robot.clickOn("#nav-TUNE");
        await(shell.jobs().running().not());
        settle();
        assertTrue(
                tile(shell, 1).note().contains("measured baseline 90.8 %"), tile(shell, 1).note());
        robot.clickOn("#preset");
        robot.type(KeyCode.DOWN, KeyCode.DOWN, KeyCode.RIGHT);
        settle();
        robot.type(KeyCode.DOWN, KeyCode.ENTER);
        await(shell.tune().proposals().shown().isNotNull());
        robot.clickOn("#proposal-apply");
        settle();
        assertEquals("60.0 %", tile(shell, 0).value());
        double before = shell.tune().sparsity(0);
        robot.interact(() -> find("#schedule").requestFocus());
        robot.type(KeyCode.HOME, KeyCode.UP, KeyCode.L);
        settle();
        assertTrue(shell.tune().sparsity(shell.tune().selected().get()) > before);
        assertTrue(shell.tune().locked(shell.tune().selected().get()));
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        settle();
        assertEquals("60.0 %", tile(shell, 0).value());
    }

    private static org.espalier.ui.tune.Tile tile(ShellViewModel shell, int index) {
        return shell.tune().tiles().get().get(index);
    }

    private void setsGoals() {
        robot.clickOn("#goals");
        settle();
        type("#goal-size", "0.35");
        type("#goal-accuracy", "50");
        press("#goals-apply");
        String goals = find("#goals").getAccessibleText();
        assertTrue(goals.startsWith("Goals 2 of 2 met"), goals);
    }

    private void runs(ShellViewModel shell) throws Exception {
        robot.push(KeyCode.CONTROL, KeyCode.R);
        await(shell.screen().isEqualTo(Screen.COMPARE));
        await(shell.compare().shown().isNotNull());
        settle();
        Path run = project().resolve("runs").resolve("0001");
        Path pruned = run.resolve("fashion-resnet14-pruned.onnx");
        Quality judged = judge(pruned);
        var candidate =
                Objects.requireNonNull(shell.compare().shown().get())
                        .pair()
                        .comparison()
                        .candidate();
        assertEquals(judged.estimate(), candidate.quality().getFirst().estimate());
        assertEquals(JUDGED, candidate.quality().getFirst().samples());
        assertEquals(0.6, candidate.sparsity(), 0.001);
        assertEquals(Files.size(pruned), candidate.size().denseFile());
        assertTrue(find("#verdict").isVisible());
    }

    private Quality judge(Path model) throws Exception {
        DataRef data =
                new DataRef(SAMPLE.resolve("t10k-images-idx3-ubyte.gz").toString(), JUDGED, 1);
        JobSpec spec = new JobSpec.Evaluate(model.toString(), data, EngineChoice.AUTO);
        JobEvent end =
                services.direct(MemoryLimit.NONE)
                        .start(spec, folder.resolve("judge"), event -> {})
                        .end()
                        .get(PATIENCE, TimeUnit.SECONDS);
        JobResult result = assertInstanceOf(JobEvent.Finished.class, end).result();
        return assertInstanceOf(JobResult.Evaluated.class, result).quality().getFirst();
    }

    private void presents(ShellViewModel shell) {
        press("#present");
        robot.type(KeyCode.RIGHT, KeyCode.RIGHT);
        settle();
        assertEquals("3", this.<Labeled>find("#present-count").getText().substring(0, 1));
        robot.type(KeyCode.ESCAPE);
        settle();
        assertTrue(robot.lookup("#presentation").tryQuery().isEmpty());
        assertEquals(Screen.COMPARE, shell.screen().get());
    }

    private void reports(ShellViewModel shell) throws Exception {
        Path report = folder.resolve("report.html");
        String before = shell.compare().message().get();
        robot.interact(() -> shell.compare().exportHtml(report));
        await(shell.compare().message().isNotEqualTo(before));
        String html = Files.readString(report);
        String verdict = Objects.requireNonNull(shell.compare().shown().get()).headline().verdict();
        assertTrue(html.contains(verdict), verdict);
        assertTrue(!html.contains("http://") || !html.contains("src=\"http"), "opens offline");
    }

    private void comesBack(ShellViewModel shell) throws Exception {
        var schedule = shell.tune().schedule().get();
        robot.interact(shell::close);
        FxToolkit.setupStage(Stage::hide);
        ShellViewModel later = openWindow();
        await(later.jobs().running().not());
        assertEquals(schedule, later.tune().schedule().get());
        assertEquals(
                350_000L,
                Objects.requireNonNull(later.project().state().get()).goals().largestBytes());
        robot.interact(later::close);
    }

    // ---- hands and eyes

    private void await(ObservableBooleanValue condition) throws Exception {
        WaitForAsyncUtils.waitFor(PATIENCE, TimeUnit.SECONDS, condition);
        settle();
    }

    private static void settle() {
        WaitForAsyncUtils.waitForFxEvents();
    }

    private <T extends Node> T find(String id) {
        return robot.lookup(id).query();
    }

    private void press(String id) {
        Labeled node = find(id);
        robot.interact(node::requestFocus);
        robot.type(KeyCode.SPACE);
        settle();
    }

    private void type(String id, String text) {
        TextInputControl field = find(id);
        robot.interact(field::requestFocus);
        robot.interact(field::clear);
        robot.write(text);
        settle();
    }
}
