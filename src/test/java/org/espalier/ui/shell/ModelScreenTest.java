package org.espalier.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;

import org.espalier.report.MatrixWindow;
import org.espalier.ui.model.LayerRow;
import org.espalier.ui.model.WeightViewModel;
import org.junit.jupiter.api.Test;

/** Looks into layers by mouse and by keyboard, on made-up results. */
class ModelScreenTest extends WindowFixture {
    private WeightViewModel weights() {
        return shell.model().weights();
    }

    private String text(String id) {
        return this.<Labeled>find(id).getText();
    }

    private String selected() {
        LayerRow row = shell.model().selected().get();
        return row == null ? "" : row.name();
    }

    /** Half of the layer's weights are to go. */
    private void schedule() {
        int layer = shell.tune().layerCount() - 1;
        robot.interact(() -> shell.tune().setSparsity(layer, 0.5));
        settle();
    }

    @Test
    void looksIntoALayerByMouse() {
        open();
        schedule();
        robot.clickOn("fc");
        settle();
        assertEquals("fc", selected());
        assertEquals("Gemm · 64 → 10 · 640 weights", text("#layer-headline"));

        robot.moveTo("#weight-map");
        settle();
        assertTrue(
                text("#weight-exact").matches("row [45], column 3[12]: .*"), text("#weight-exact"));
        assertFalse(find("#weight-legend").isManaged());
        robot.clickOn("#weight-mask");
        settle();
        assertEquals(
                "Marked: zeros, and the 319 weights that Wanda at 50.0 % removes.",
                text("#weight-legend"));
        assertEquals(
                "Distribution of weights; orange goes by Wanda at 50.0 %",
                text("#layer-chart-caption"));
        robot.clickOn("#chart-activations");
        settle();
        assertTrue(
                text("#layer-chart-caption").startsWith("Norms of the inputs, calibrated on"),
                text("#layer-chart-caption"));
        robot.clickOn("#chart-activations");
        settle();
        assertTrue(this.<ToggleButton>find("#chart-activations").isSelected());
    }

    @Test
    void looksIntoALayerByKeyboard() {
        open();
        TableView<?> table = find("#layer-table");
        robot.interact(table::requestFocus);
        robot.interact(() -> table.getSelectionModel().clearAndSelect(0));
        robot.type(KeyCode.DOWN);
        settle();
        String second = selected();
        assertNotEquals("conv1", second);

        robot.interact(() -> find("#weight-map").requestFocus());
        MatrixWindow whole = weights().window().get();
        robot.type(KeyCode.PLUS);
        settle();
        MatrixWindow near = weights().window().get();
        assertTrue(near.rows() < whole.rows(), near::toString);
        robot.type(KeyCode.RIGHT, KeyCode.DOWN);
        settle();
        assertTrue(weights().window().get().left() > near.left());
        assertTrue(weights().window().get().top() > near.top());
        robot.type(KeyCode.DIGIT0);
        settle();
        assertEquals(whole, weights().window().get());

        press("#weight-mask");
        assertTrue(weights().masked().get());
        press("#chart-outputs");
        assertEquals("Norms by output channel", text("#layer-chart-caption"));
        assertEquals(second, selected());
    }

    @Test
    void theInspectorFitsAndTheGraphsButtonsCoverNothing() {
        open();
        Node inspector = find("#layer-facts-model");
        Bounds facts = inspector.localToScene(inspector.getLayoutBounds());
        assertTrue(facts.getMaxY() <= robot.window(0).getScene().getHeight(), facts::toString);
        Node graph = find("#graph");
        Node picture = find("#graph-picture");
        Node buttons = find("#graph-fit").getParent();
        assertTrue(
                picture.getBoundsInParent().getMaxY() <= buttons.getBoundsInParent().getMinY(),
                () -> graph.getLayoutBounds().toString());
    }
}
