package org.espalier.ui.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import javafx.beans.property.SimpleBooleanProperty;

import org.espalier.ui.Texts;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

class ActionsTest {
    private final Actions actions = new Actions(new Texts());
    private final SimpleBooleanProperty open = new SimpleBooleanProperty();
    private final List<String> done = new ArrayList<>();

    ActionsTest() {
        ActionGroup run = actions.menu("menu.run");
        run.add(
                "menu.run.start",
                "Ctrl+R | F5",
                actions.needs(open, "needs.model"),
                () -> done.add("run"));
        run.separate();
        run.add("menu.run.cancel", "", () -> done.add("cancel"));
        run.add("menu.view", () -> List.of(new Command("A", "Recent", () -> done.add("a"))));
        actions.offer(() -> List.of(new Command("B", "Model", () -> done.add("b"))));
    }

    @Test
    void whatStandsInTheWayIsSaidUntilItIsGone() {
        Action start = actions.action("menu.run.start");
        assertEquals("Open a model first", actions.commands().getFirst().obstacle());
        start.perform();
        assertEquals(List.of(), done);
        open.set(true);
        assertEquals("", actions.commands().getFirst().obstacle());
        assertEquals(false, start.disabled().getValue());
        start.perform();
        assertEquals(List.of("run"), done);
    }

    @Test
    void commandsAreTheActionsThenWhatChanges() {
        assertEquals(
                List.of("Run schedule", "Cancel", "A", "B"),
                actions.commands().stream().map(Command::title).toList());
        actions.commands().forEach(command -> command.run().run());
        assertEquals(List.of("cancel", "a", "b"), done);
    }

    @Test
    void tooltipTellsTheFirstShortcut() {
        assertEquals(
                "Prune a copy of the model by the schedule and measure it before and after"
                        + " (Ctrl+R)",
                actions.action("menu.run.start").tooltip());
        assertEquals("Cancel", actions.action("menu.run.cancel").tooltip());
    }

    @Test
    void keysAreThoseOfActionsWithAShortcutAndOfControls() {
        actions.control("keys.heatmap").add("keys.heatmap.lock", "L");
        List<KeyGroup> keys = actions.keys();
        assertEquals(
                List.of("Run", "Heatmap of the schedule"),
                keys.stream().map(KeyGroup::title).toList());
        assertEquals(List.of(new KeyGroup.Key("Run schedule", "Ctrl+R")), keys.getFirst().keys());
    }

    @Test
    void keysAreFoundByWhatTheyDoOrAreCalledAndByTheirGroup() {
        actions.control("keys.heatmap")
                .add("keys.heatmap.lock", "L")
                .add("keys.heatmap.ends", "Home");
        KeyGroup heatmap = actions.keys().getLast();
        assertEquals(List.of(new KeyGroup.Key("Lock the layer", "L")), heatmap.matching("LOCK"));
        assertEquals("Home", heatmap.matching("home").getFirst().keys());
        assertEquals(2, heatmap.matching(" heatmap ").size());
        assertEquals(List.of(), heatmap.matching("zebra"));
    }

    @Test
    void unknownActionIsAnError() {
        assertThrows(NoSuchElementException.class, () -> actions.action("menu.nothing"));
    }
}
