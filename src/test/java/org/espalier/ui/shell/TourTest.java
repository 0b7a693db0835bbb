package org.espalier.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.Test;

/** The tour by keyboard, from the welcome screen on. */
class TourTest extends WindowFixture {
    private boolean shown() {
        return find("#tour").getParent().isVisible();
    }

    private static Bounds place(Node node) {
        return node.localToScreen(node.getLayoutBounds());
    }

    private void assertBeside(String target) {
        assertFalse(place(find("#tour")).intersects(place(find(target))), target);
    }

    @Test
    void leadsFromTheSampleToTheRunAndCoversNothingItSpeaksOf() {
        assertFalse(shown());
        press("#welcome-tour");
        assertEquals("fashion-resnet14", this.<Labeled>find("#model-name").getText());
        assertTrue(shown());
        assertEquals(Screen.MODEL, shell.screen().get());
        robot.type(KeyCode.ENTER);
        settle();
        assertEquals(Screen.TUNE, shell.screen().get());
        assertBeside("#schedule");
        robot.type(KeyCode.ENTER);
        settle();
        assertBeside("#run");
        assertEquals("Done", this.<Button>find("#tour-next").getText());
        robot.type(KeyCode.ENTER);
        settle();
        assertFalse(shown());
    }

    @Test
    void escapeLeavesAndTheMenuStartsAgain() {
        open();
        robot.interact(() -> shell.screen().set(Screen.TUNE));
        robot.push(KeyCode.CONTROL, KeyCode.K);
        settle();
        robot.write("tour");
        robot.type(KeyCode.ENTER);
        settle();
        assertTrue(shown());
        assertEquals(Screen.MODEL, shell.screen().get());
        assertBeside("#layer-table");
        robot.type(KeyCode.ENTER);
        settle();
        robot.clickOn("#schedule").type(KeyCode.UP);
        settle();
        assertTrue(shown());
        robot.type(KeyCode.ESCAPE);
        settle();
        assertFalse(shown());
    }
}
