package org.espalier.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;

import org.espalier.ui.action.Command;
import org.espalier.ui.model.LayerRow;
import org.junit.jupiter.api.Test;

/** The command palette and the list of shortcuts, by keyboard alone. */
class PaletteTest extends WindowFixture {
    private void palette(String query) {
        robot.push(KeyCode.CONTROL, KeyCode.K);
        settle();
        robot.write(query);
        settle();
    }

    private Command chosen() {
        ListView<Command> list = find("#palette-list");
        return list.getSelectionModel().getSelectedItem();
    }

    private boolean open(String id) {
        return robot.lookup(id).tryQuery().isPresent();
    }

    @Test
    void leadsToALayer() {
        open();
        palette("layer stage3 conv2");
        assertEquals("Go to layer stage3.0.conv2", chosen().title());
        robot.type(KeyCode.UP, KeyCode.DOWN, KeyCode.ENTER);
        settle();
        assertFalse(open("#palette-list"));
        palette("layer conv1");
        robot.type(KeyCode.ENTER);
        settle();
        LayerRow row = shell.model().selected().get();
        assertNotNull(row);
        assertEquals("conv1", row.name());
    }

    @Test
    void onTuneALayerIsSelectedThere() {
        open();
        robot.interact(() -> shell.screen().set(Screen.TUNE));
        palette("fc");
        robot.type(KeyCode.ENTER);
        settle();
        assertEquals(7, shell.tune().selected().get());
        assertEquals(Screen.TUNE, shell.screen().get());
    }

    @Test
    void arrowsChooseAndEnterDoesIt() {
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P);
        settle();
        robot.write("view");
        robot.type(KeyCode.DOWN);
        settle();
        assertEquals("Tune", chosen().title());
        robot.type(KeyCode.ENTER);
        settle();
        assertEquals(Screen.TUNE, shell.screen().get());
    }

    @Test
    void whatCannotBeDoneSaysWhyAndStays() {
        palette("run sched");
        assertEquals("Open a model first", chosen().obstacle());
        robot.type(KeyCode.ENTER);
        settle();
        assertTrue(open("#palette-list"));
        assertEquals("", shell.message().get());
    }

    @Test
    void escapeGivesTheFocusBack() {
        open();
        Node filter = find("#layer-filter");
        robot.interact(filter::requestFocus);
        palette("");
        assertSame(find("#palette-field"), filter.getScene().getFocusOwner());
        robot.type(KeyCode.ESCAPE);
        settle();
        assertSame(filter, filter.getScene().getFocusOwner());
    }

    @Test
    void shortcutsAreListedAndSearched() {
        robot.type(KeyCode.F1);
        settle();
        assertTrue(robot.lookup("Lock the layer").tryQuery().isPresent());
        assertTrue(robot.lookup("Ctrl+O").tryQuery().isPresent());
        robot.write("sparsity");
        settle();
        assertFalse(robot.lookup("Ctrl+O").tryQuery().isPresent());
        assertTrue(robot.lookup("Change its sparsity by 1 point").tryQuery().isPresent());
        robot.type(KeyCode.ESCAPE);
        settle();
        assertFalse(open("#shortcuts-field"));
    }
}
