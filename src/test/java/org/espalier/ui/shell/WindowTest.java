package org.espalier.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.beans.binding.Bindings;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;

import org.espalier.base.UserFacingException;
import org.espalier.job.DataRef;
import org.espalier.job.JobSpec;
import org.espalier.project.Goals;
import org.espalier.report.graph.GraphBox;
import org.espalier.ui.FakeRunner;
import org.espalier.ui.FakeWorkbench;
import org.espalier.ui.SampleStudy;
import org.espalier.ui.Study;
import org.espalier.ui.Texts;
import org.espalier.ui.model.LayerRow;
import org.espalier.ui.tune.Proposals;
import org.espalier.ui.tune.TuneViewModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.util.WaitForAsyncUtils;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import javax.imageio.ImageIO;

/** Drives the window with mouse and keyboard, on made-up results. */
class WindowTest extends WindowFixture {
    @Test
    void leadsFromOpeningToTheComparison() throws Exception {
        assertTrue(find("#run").isDisabled());
        assertTrue(find("#data-chip").isDisabled(), "there is no model to open data for");
        open();
        assertFalse(find("#data-chip").isDisabled());
        TableView<?> table = find("#layer-table");
        assertEquals(8, table.getItems().size());
        assertEquals("fashion-resnet14", this.<Labeled>find("#model-name").getText());

        robot.clickOn("#nav-TUNE");
        settle();
        double before = shell.tune().sparsity(1);
        dragHandle(1, -60);
        double dragged = shell.tune().sparsity(1);
        assertTrue(dragged > before + 0.05, before + " to " + dragged);
        robot.interact(() -> find("#schedule").requestFocus());
        robot.type(KeyCode.RIGHT, KeyCode.UP);
        settle();
        assertEquals(2, shell.tune().selected().get());
        robot.type(KeyCode.L);
        settle();
        assertTrue(shell.tune().locked(2));

        robot.interact(() -> propose(1, 0.7));
        settle();
        assertEquals("→ 70.0 %", shell.tune().tiles().get().getFirst().change());
        robot.clickOn("#proposal-apply");
        settle();
        assertEquals("70.0 %", shell.tune().tiles().get().getFirst().value());

        press("#run");
        WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, shell.screen().isEqualTo(Screen.COMPARE));
        settle();
        JobSpec.Run run = (JobSpec.Run) ((FakeRunner) workbench.jobs()).started().getLast();
        assertTrue(run.recipe().contains("method: wanda"), run.recipe());
        assertTrue(find("#verdict").isVisible());
        assertEquals(2, this.<TableView<?>>find("#runs").getItems().size());
        press("#details-2");
        assertEquals(8, this.<TableView<?>>find("#changes").getItems().size());
    }

    private void propose(int preset, double share) {
        Proposals proposals = shell.tune().proposals();
        proposals.propose(proposals.presets().get(preset), share);
    }

    private void dragHandle(int layer, double by) {
        Node schedule = find("#schedule");
        Bounds bounds = schedule.localToScreen(schedule.getLayoutBounds());
        var figure = shell.tune().figure().get();
        var layout = figure.layout(bounds.getWidth() - 2, bounds.getHeight() - 2);
        double y = layout.y(shell.tune().sparsity(layer));
        Point2D from = new Point2D(bounds.getMinX() + layout.x(layer), bounds.getMinY() + y + 1);
        robot.drag(from, MouseButton.PRIMARY).dropTo(from.add(0, by));
        settle();
    }

    @Test
    void aDragIsUndoneByButtonAndKeyAndDoneAgain() {
        open();
        robot.clickOn("#nav-TUNE");
        settle();
        double before = shell.tune().sparsity(1);
        dragHandle(1, -60);
        double dragged = shell.tune().sparsity(1);

        press("#undo");
        assertEquals(before, shell.tune().sparsity(1));
        robot.clickOn("#nav-TUNE").push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.Z);
        settle();
        assertEquals(dragged, shell.tune().sparsity(1));
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        settle();
        assertEquals(before, shell.tune().sparsity(1));
        assertEquals("Redo set sparsity", find("#redo").getAccessibleText());
    }

    @Test
    void undoingOtherDataLoadsTheFormerAgain() {
        open();
        var before = shell.study().get().data();
        robot.interact(() -> shell.openData(Path.of("other.npz")));
        settle();
        assertNotEquals(before, shell.study().get().data());
        robot.interact(() -> shell.project().undo());
        settle();
        assertEquals(before, shell.study().get().data());
    }

    @Test
    void runningTextIsCutAsTheUserSays() {
        open();
        robot.interact(() -> shell.drop(List.of(Path.of("/texts/val.txt.gz"))));
        settle();
        robot.interact(() -> this.<TextInputControl>find("#field-window").setText("64"));
        press("#text-open");
        DataRef cut = shell.study().get().chosenData().calibration();
        assertEquals(new DataRef("/texts/val.txt.gz", 128, 0, 64), cut);
    }

    @Test
    void anotherWindowOnTheSameModelChangesNothing() {
        open();
        robot.interact(() -> propose(0, 0.5));
        settle();
        var before = shell.tune().schedule().get();
        robot.interact(() -> new EspalierWindow(shell, new Texts()));
        assertEquals(before, shell.tune().schedule().get());
    }

    @Test
    void aLongNameOfTheProjectIsCutOffInOneLineAndWholeInItsTooltip() {
        open();
        String folder = shell.project().document().orElseThrow().folder().getFileName().toString();
        robot.interact(
                () -> {
                    Stage narrow = new Stage();
                    narrow.setScene(new EspalierWindow(shell, new Texts()).scene(1280, 800));
                    narrow.show();
                    Labeled place = (Labeled) narrow.getScene().lookup("#project-place");
                    Labeled name = (Labeled) narrow.getScene().lookup("#model-name");
                    assertEquals(folder, place.getText());
                    assertEquals(folder, place.getTooltip().getText());
                    assertTrue(place.getWidth() > 5 * place.getFont().getSize());
                    assertTrue(place.getHeight() <= name.getHeight(), "" + place.getHeight());
                    narrow.hide();
                });
    }

    @Test
    void filterFieldNarrowsTheTable() {
        open();
        robot.clickOn("#layer-filter").write("stage3");
        settle();
        assertEquals(2, this.<TableView<?>>find("#layer-table").getItems().size());
    }

    @Test
    void tellsBesideTheFieldWhatIsWrongWithTheFilter() {
        open();
        TextField filter = find("#layer-filter");
        robot.interact(() -> filter.setText("colour > 1"));
        settle();
        Labeled problem = find("#filter-problem");
        assertTrue(problem.isVisible());
        assertTrue(problem.getText().contains("Known: dead, in, kind"), problem.getText());
    }

    @Test
    void copiesSelectedRowsAndShowsTheGraphAlone() {
        open();
        robot.clickOn("fc");
        robot.push(KeyCode.SHORTCUT, KeyCode.C);
        settle();
        String copied =
                WaitForAsyncUtils.waitForAsyncFx(
                        5000, () -> Clipboard.getSystemClipboard().getString());
        assertTrue(copied.startsWith("name\tkind\tinOut\tweights"), copied);
        assertTrue(copied.contains("\nfc\tGemm\t64 → 10\t640\t"), copied);

        robot.clickOn("#show-graph");
        settle();
        assertFalse(find("#layer-table").isVisible());
        assertTrue(find("#graph").isVisible());
        robot.clickOn("#show-both");
        settle();
        assertTrue(find("#layer-table").isVisible());
    }

    @Test
    void arrowsMoveTheSelectionInTheGraph() {
        open();
        LayerRow before = shell.model().selected().get();
        robot.interact(() -> find("#graph").requestFocus());
        robot.type(KeyCode.LEFT);
        settle();
        LayerRow now = shell.model().selected().get();
        assertNotEquals(before, now);
        assertEquals(
                Optional.ofNullable(now).map(row -> List.of(row.layer().id())),
                Optional.ofNullable(shell.model().graph().selected().get()).map(GraphBox::layers));
    }

    @Test
    void tellsWhyAFileDoesNotOpen() {
        robot.interact(() -> shell.drop(List.of(Path.of("broken.onnx"))));
        settle();
        assertEquals("broken.onnx is cut off.", this.<Labeled>find("#message").getText());
    }

    @Test
    void themeChangesTheWholeWindow() {
        open();
        Scene scene = robot.window(0).getScene();
        String light = scene.getUserAgentStylesheet();
        press("#theme");
        assertEquals("dark", shell.settings().settings().get().appearance().theme());
        assertNotEquals(light, scene.getUserAgentStylesheet());
        assertTrue(scene.getRoot().getStyleClass().contains("dark"));
        assertFalse(scene.getRoot().getStyleClass().contains("light"));
    }

    @Test
    void tourPaintsEveryScreenInBothThemes(@TempDir Path folder) throws Exception {
        ScreenPictures pictures = new ScreenPictures(folder, 1100, 720);
        new ScreenTour(workbench, pictures, new Goals(400_000L, null, 0.9))
                .of(Path.of("sample.onnx"));
        List<Path> painted = pictures.painted();
        List<String> names = painted.stream().map(p -> p.getFileName().toString()).toList();
        assertEquals(
                List.of(
                        "model.png",
                        "model-dark.png",
                        "tune.png",
                        "tune-dark.png",
                        "recipe.png",
                        "recipe-dark.png",
                        "wizard.png",
                        "wizard-dark.png",
                        "runs.png",
                        "runs-dark.png",
                        "compare.png",
                        "compare-dark.png",
                        "present.png",
                        "present-dark.png",
                        "settings.png",
                        "settings-dark.png"),
                names);
        BufferedImage light = ImageIO.read(painted.get(2).toFile());
        BufferedImage dark = ImageIO.read(painted.get(3).toFile());
        assertEquals(1100, light.getWidth());
        assertEquals(0xFFFFFFFF, light.getRGB(84, 400));
        assertEquals(0xFF0D1117, dark.getRGB(84, 400));
        BufferedImage wizard = ImageIO.read(painted.get(6).toFile());
        assertEquals(0xFFFFFFFF, wizard.getRGB(550, 560), "the dialog");
        assertNotEquals(0xFFFFFFFF, wizard.getRGB(84, 400), "the window behind it is dimmed");
        assertEquals(1100, ImageIO.read(painted.getLast().toFile()).getWidth());
    }

    @Test
    void aSecondPressLeavesTheScreenChosen() {
        open();
        robot.clickOn("#nav-TUNE").clickOn("#nav-TUNE");
        settle();
        assertEquals(Screen.TUNE, shell.screen().get());
        assertTrue(this.<ToggleButton>find("#nav-TUNE").isSelected());
    }

    @Test
    void tourOfALanguageModelPaintsWhatTheGuideShows(@TempDir Path folder) {
        ScreenPictures pictures = new ScreenPictures(folder, 1100, 720);
        Study llama = SampleStudy.llama();
        new LanguageTour(FakeWorkbench.of(llama, "sparsegpt", "wanda"), pictures)
                .of(Path.of("samples/sotu-llama"));
        assertEquals(
                List.of(
                        "llama-model.png",
                        "llama-tune.png",
                        "llama-recipe.png",
                        "llama-compare.png",
                        "llama-texts.png"),
                pictures.painted().stream()
                        .map(p -> p.getFileName().toString())
                        .filter(name -> !name.contains("dark"))
                        .toList());
    }

    @Test
    void aTourEndsWithTheReasonWhenARecipeIsRefused(@TempDir Path folder) {
        ScreenPictures pictures = new ScreenPictures(folder, 1100, 720);
        String recipe = "espalier: 1\nsteps:\n  - prune: {method: nothing, sparsity: 0.3}\n";
        Consumer<TourGuide> tour =
                guide -> {
                    guide.open(Path.of("sample.onnx"));
                    TuneViewModel tune = guide.shell().tune();
                    guide.until(Bindings.createBooleanBinding(tune::prunes, tune.schedule()));
                    guide.act(() -> guide.shell().recipe().add("Refused", recipe));
                    guide.run(Screen.RECIPE);
                };
        var refused =
                assertThrows(
                        UserFacingException.class, () -> TourGuide.lead(workbench, pictures, tour));
        assertTrue(refused.getMessage().startsWith("Line 3: "), refused.getMessage());
    }
}
