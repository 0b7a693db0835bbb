package org.espalier.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;

import org.espalier.job.MemoryLimit;
import org.espalier.project.Settings;
import org.espalier.ui.Texts;
import org.junit.jupiter.api.Test;

import java.io.File;
import java.nio.file.Path;
import java.util.List;

/** The Settings screen by mouse and by keyboard, without a model. */
class SettingsScreenTest extends WindowFixture {
    private Settings settings() {
        return shell.settings().settings().get();
    }

    private void openSettings() {
        robot.clickOn("#nav-SETTINGS");
        settle();
    }

    @Test
    void standsAtTheFootOfTheRailAndHasAShortcut() {
        robot.push(KeyCode.CONTROL, KeyCode.COMMA);
        settle();
        assertEquals(Screen.SETTINGS, shell.screen().get());
        assertTrue(find("#nav-SETTINGS").getLayoutY() > find("#nav-COMPARE").getLayoutY() + 100);
        assertFalse(find("#welcome-open").getParent().getParent().isVisible());
    }

    @Test
    void themeAndTextChangeAtOnceByMouse() {
        openSettings();
        robot.clickOn("#field-theme").type(KeyCode.DOWN, KeyCode.ENTER);
        settle();
        assertEquals("dark", settings().appearance().theme());
        assertTrue(robot.window(0).getScene().getRoot().getStyleClass().contains("dark"));

        ChoiceBox<String> size = find("#field-textSize");
        robot.interact(() -> size.setValue("125"));
        assertEquals(1.25, settings().appearance().textScale());
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT0);
        settle();
        assertEquals("100", size.getValue());
    }

    @Test
    void numbersAreTypedAndWrongOnesAreSaid() {
        openSettings();
        robot.interact(() -> find("#field-memoryLimit").requestFocus());
        robot.write("0.5");
        settle();
        Labeled error = find("#error-memoryLimit");
        assertTrue(error.isVisible());
        assertEquals(MemoryLimit.NONE, shell.settings().memoryLimit());

        robot.push(KeyCode.CONTROL, KeyCode.A).write("4");
        settle();
        assertFalse(error.isVisible());
        assertEquals(new MemoryLimit(4L << 30), shell.settings().memoryLimit());
    }

    @Test
    void theDeviceThatTheSettingsLeadToIsShown() {
        openSettings();
        robot.interact(() -> find("#field-threads").requestFocus());
        robot.write("1");
        settle();
        assertEquals(
                "CPU · ONNX Runtime · 1 threads", this.<Labeled>find("#settings-device").getText());
    }

    @Test
    void aTypedFolderIsCheckedOnEnterAndIsWhereQuestionsOpen() {
        openSettings();
        TextField models = find("#settings-folder-models");
        robot.interact(models::requestFocus);
        robot.interact(() -> models.setText("no/such/folder"));
        robot.type(KeyCode.ENTER);
        settle();
        assertTrue(find("#settings-folder-models-error").isVisible());

        robot.interact(() -> models.setText("samples"));
        robot.type(KeyCode.ENTER);
        settle();
        String folder = settings().folders().modelFolder();
        assertEquals("samples", folder);
        assertEquals(new File("samples"), FileQuestions.existing(folder));
        assertNull(FileQuestions.existing("no/such/folder"));
    }

    @Test
    void dataAreLookedForBesideTheOpenModelUnlessAFolderIsSet() {
        FileQuestions ask = new FileQuestions(find("#data-chip"), new Texts(), shell);
        assertNull(ask.placeOfData());
        open();
        assertEquals(Path.of("").toAbsolutePath().toString(), ask.placeOfData());

        openSettings();
        TextField data = find("#settings-folder-data");
        assertEquals("beside the open model", data.getPromptText());
        robot.interact(data::requestFocus);
        robot.interact(() -> data.setText("samples"));
        robot.type(KeyCode.ENTER);
        settle();
        assertEquals("samples", ask.placeOfData());
    }

    @Test
    void theListOfRecentProjectsIsCleared() {
        open();
        openSettings();
        assertEquals(
                List.of(Path.of("sample.onnx").toAbsolutePath()).size(),
                settings().recent().size());
        press("#settings-recent");
        assertEquals(List.of(), settings().recent());
        assertTrue(find("#settings-recent").isDisabled());
    }

    @Test
    void theTourStartsFromHereAndIsRemembered() {
        openSettings();
        assertFalse(settings().toured());
        press("#settings-tour");
        assertTrue(find("#tour").isVisible());
        assertTrue(settings().toured());
    }

    @Test
    void aModelThatIsOpenedIsShown() {
        openSettings();
        open();
        assertEquals(Screen.MODEL, shell.screen().get());
    }
}
