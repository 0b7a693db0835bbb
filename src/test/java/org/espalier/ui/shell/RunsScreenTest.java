package org.espalier.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.scene.control.Labeled;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;

import org.espalier.ui.runs.RunRow;
import org.espalier.ui.tune.Proposals;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;

import java.util.List;

/** Looks at runs, writes on them, compares and deletes them, by mouse and by keyboard. */
class RunsScreenTest extends WindowFixture {
    @BeforeEach
    void runThreeTimes() {
        open();
        robot.interact(
                () -> {
                    Proposals proposals = shell.tune().proposals();
                    proposals.propose(proposals.presets().get(1), 0.7);
                    proposals.apply();
                });
        settle();
        for (int i = 0; i < 3; i++) {
            robot.interact(shell::run);
            settle();
        }
    }

    private TableView<RunRow> table() {
        return find("#runs-table");
    }

    private List<String> shown() {
        return table().getItems().stream().map(row -> row.run().number()).toList();
    }

    private List<String> selected() {
        return table().getSelectionModel().getSelectedItems().stream()
                .map(row -> row.run().number())
                .toList();
    }

    private void focusTable() {
        robot.interact(() -> table().requestFocus());
    }

    @Test
    void whatIsSelectedBeforeTheScreenIsFirstSeenIsShown() {
        robot.interact(() -> shell.runs().selectLast());
        robot.clickOn("#nav-RUNS");
        settle();
        assertEquals(List.of("3"), selected());
        assertEquals("Wanda 60.0 %", this.<TextInputControl>find("#run-name").getText());
        assertTrue(this.<TextInputControl>find("#run-recipe").getText().contains("wanda"));
    }

    @Test
    void byMouse() {
        robot.clickOn("#nav-RUNS");
        settle();
        assertEquals(List.of("1", "2", "3"), shown());
        assertEquals("3 runs in this project", this.<Labeled>find("#job-foot").getText());

        robot.clickOn("2 · Wanda 60.0 %");
        settle();
        assertEquals(List.of("2"), selected());
        assertTrue(this.<TextInputControl>find("#run-recipe").getText().contains("wanda"));
        TextField name = find("#run-name");
        robot.doubleClickOn(name).push(KeyCode.SHORTCUT, KeyCode.A);
        robot.write("best").type(KeyCode.ENTER);
        robot.clickOn("#run-tags").write("paper").clickOn("#runs-filter").write("tag = paper");
        settle();
        assertEquals(List.of("2"), shown());
        assertEquals("2 · best", table().getItems().getFirst().run().title());

        robot.clickOn("2 · best").clickOn("#runs-compare");
        settle();
        assertEquals(Screen.COMPARE, shell.screen().get());
        assertEquals("2 · best", shell.compare().candidate().get());
        assertEquals(2, this.<TableView<?>>find("#runs").getItems().size());
        robot.clickOn("#compare-all");
        settle();
        assertEquals(4, this.<TableView<?>>find("#runs").getItems().size());
    }

    @Test
    void byKeyboard() {
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT4);
        settle();
        focusTable();
        robot.type(KeyCode.HOME).push(KeyCode.SHIFT, KeyCode.DOWN);
        settle();
        assertEquals(List.of("1", "2"), selected());
        robot.push(KeyCode.SHORTCUT, KeyCode.C);
        settle();
        String copied =
                WaitForAsyncUtils.waitForAsyncFx(
                        5000, () -> Clipboard.getSystemClipboard().getString());
        assertTrue(copied.startsWith("state\tname\taccuracy"), copied);
        assertTrue(copied.contains("\nDone\t2 · Wanda 60.0 %\t0.907\t"), copied);

        robot.type(KeyCode.ENTER);
        settle();
        assertEquals("1 · Wanda 60.0 %", shell.compare().baseline().get());
        assertEquals("2 · Wanda 60.0 %", shell.compare().candidate().get());

        robot.push(KeyCode.CONTROL, KeyCode.DIGIT4);
        focusTable();
        robot.type(KeyCode.DELETE);
        settle();
        assertEquals(List.of("3"), shown());
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        settle();
        assertEquals(List.of("1", "2", "3"), shown());

        focusTable();
        robot.type(KeyCode.END);
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.E);
        settle();
        assertEquals(Screen.RECIPE, shell.screen().get());
        assertEquals("Wanda 60.0 %", shell.recipe().name());
    }

    @Test
    void sortingKeepsTheSelection() {
        robot.clickOn("#nav-RUNS");
        robot.clickOn("1 · Wanda 60.0 %");
        settle();
        robot.interact(
                () -> {
                    var column = table().getColumns().get(1);
                    column.setSortType(TableColumn.SortType.DESCENDING);
                    table().getSortOrder().add(column);
                });
        settle();
        assertEquals(List.of("3", "2", "1"), shown());
        assertEquals(List.of("1"), selected());
        robot.interact(() -> shell.runs().rerun());
        settle();
        assertEquals(List.of("4", "3", "2", "1"), shown());
        assertEquals(List.of("1"), selected());
    }
}
