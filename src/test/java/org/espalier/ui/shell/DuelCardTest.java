package org.espalier.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Methods on the selected layer, by keyboard. */
class DuelCardTest extends WindowFixture {
    @BeforeEach
    void selectALayer() {
        open();
        robot.interact(() -> shell.screen().set(Screen.TUNE));
        robot.interact(() -> shell.tune().select(1));
        settle();
        robot.press(KeyCode.CONTROL, KeyCode.M).release(KeyCode.M, KeyCode.CONTROL);
        settle();
    }

    @Test
    void theResultIsShownInPlaceOfTheHint() {
        assertFalse(this.<Node>find("#duel-figure").isVisible());
        assertTrue(this.<Labeled>find("#duel-words").getText().contains("Compare"));
        TextInputControl target = find("#duel-target");
        robot.interact(() -> target.setText("2:4"));
        robot.type(KeyCode.ENTER);
        settle();
        assertTrue(this.<Node>find("#duel-figure").isVisible());
        assertEquals(
                "Methods on " + workbench.study().layers().get(1).id().name(),
                this.<Node>find("#duel-figure").getAccessibleText());
    }

    @Test
    void oneMethodAloneCannotBeStarted() {
        CheckBox wanda = find("#duel-wanda");
        robot.interact(() -> wanda.setSelected(false));
        settle();
        assertTrue(this.<Node>find("#duel-start").isDisabled());
    }

    @Test
    void escapeClosesTheCard() {
        robot.type(KeyCode.ESCAPE);
        settle();
        assertFalse(robot.lookup("#duel").tryQuery().isPresent());
    }
}
