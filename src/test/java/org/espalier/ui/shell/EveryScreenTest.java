package org.espalier.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Cell;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuBar;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;

import org.espalier.ui.tune.Proposals;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What must hold of the whole window, wherever the user is. */
class EveryScreenTest extends WindowFixture {
    /** Goes everywhere: without a model, to each screen before and after a run, to the sheets. */
    private void everywhere(Runnable look) {
        look.run();
        open();
        screens(look);
        sheet(look, KeyCode.F1);
        sheet(look, KeyCode.CONTROL, KeyCode.K);
        Proposals proposals = shell.tune().proposals();
        robot.interact(() -> proposals.propose(proposals.presets().getFirst(), 0.5));
        settle();
        look.run();
        robot.interact(proposals::apply);
        robot.interact(() -> shell.tune().damage().show(true));
        robot.interact(shell::run);
        screens(look);
        robot.interact(shell.jobs()::cancelAll);
        robot.interact(shell::run);
        settle();
        screens(look);
    }

    private void screens(Runnable look) {
        for (Screen screen : Screen.values()) {
            robot.interact(() -> shell.screen().set(screen));
            settle();
            look.run();
        }
    }

    private void sheet(Runnable look, KeyCode... keys) {
        robot.push(keys);
        settle();
        look.run();
        robot.push(KeyCode.ESCAPE);
        settle();
    }

    private Scene scene() {
        return robot.window(0).getScene();
    }

    /** The nodes of the scene that can be seen, from the root down. */
    private static Stream<Node> seen(Node node) {
        if (!node.isVisible()) {
            return Stream.of();
        }
        Stream<Node> below =
                node instanceof Parent parent
                        ? parent.getChildrenUnmodifiable().stream().flatMap(EveryScreenTest::seen)
                        : Stream.of();
        return Stream.concat(Stream.of(node), below);
    }

    private Set<String> among(Predicate<Node> fault) {
        Set<String> found = new TreeSet<>();
        robot.interact(
                () ->
                        seen(scene().getRoot())
                                .filter(fault)
                                .forEach(node -> found.add(shell.screen().get() + " " + node)));
        return found;
    }

    @Test
    void everythingThatTakesFocusHasAName() {
        Set<String> nameless = new TreeSet<>();
        everywhere(() -> nameless.addAll(among(n -> n.isFocusTraversable() && !named(n))));
        assertEquals(Set.of(), nameless);
    }

    private boolean named(Node node) {
        return node instanceof MenuBar
                || said(node.getAccessibleText())
                || (node instanceof Labeled labeled && said(labeled.getText()))
                || seen(scene().getRoot())
                        .anyMatch(n -> n instanceof Label label && label.getLabelFor() == node);
    }

    private static boolean said(@Nullable String text) {
        return text != null && !text.isBlank();
    }

    @Test
    void textAndIconsStandOutFromTheirGround() {
        Set<String> faint = new TreeSet<>();
        Runnable look =
                () ->
                        robot.interact(
                                () ->
                                        new SceneContrast(scene())
                                                .faint()
                                                .forEach(
                                                        f ->
                                                                faint.add(
                                                                        shell.screen().get()
                                                                                + " "
                                                                                + f)));
        open();
        robot.interact(shell::run);
        settle();
        screens(look);
        press("#theme");
        screens(look);
        assertEquals(Set.of(), faint);
    }

    @Test
    void noStyleIsComplainedOf() {
        try (CssLog log = new CssLog()) {
            everywhere(() -> {});
            press("#theme");
            screens(() -> {});
            assertEquals(Set.of(), new TreeSet<>(log.warnings()));
            robot.interact(() -> find("#theme").setStyle("-fx-background-color: -no-such-color;"));
            settle();
            robot.interact(() -> scene().snapshot(null));
            assertFalse(log.warnings().isEmpty(), "this test is deaf");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 4})
    void noTextIsCutOffWhenItGrows(int larger) {
        for (int i = 0; i < larger; i++) {
            robot.push(KeyCode.CONTROL, KeyCode.EQUALS);
        }
        settle();
        Set<String> cut = new TreeSet<>();
        everywhere(() -> cut.addAll(among(node -> node instanceof Labeled l && cutOff(l))));
        assertEquals(Set.of(), cut);
    }

    /**
     * Whether a label shows less than its text, and no tooltip has all of it. Columns of tables can
     * be made wider.
     */
    private static boolean cutOff(Labeled label) {
        return label.getWidth() > 0
                && !inTable(label)
                && !wholeInTooltip(label)
                && label.getChildrenUnmodifiable().stream()
                        .anyMatch(child -> child instanceof Text t && isShorter(t, label));
    }

    private static boolean wholeInTooltip(Labeled label) {
        return label.getTooltip() != null && label.getTooltip().getText().equals(label.getText());
    }

    private static boolean isShorter(Text shown, Labeled label) {
        boolean icon = !shown.getStyleClass().contains("text");
        return !icon && shown.getText().length() < label.getText().length();
    }

    private static boolean inTable(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at instanceof Cell || at.getStyleClass().contains("column-header")) {
                return true;
            }
        }
        return false;
    }

    @Test
    void everyControlSaysWhatItIsForWhenItShowsNoText() {
        Set<String> silent = new TreeSet<>();
        everywhere(() -> silent.addAll(among(EveryScreenTest::needsTooltip)));
        assertEquals(Set.of(), silent);
    }

    private static boolean needsTooltip(Node node) {
        return node instanceof Control control
                && node instanceof Labeled labeled
                && node.isFocusTraversable()
                && !said(labeled.getText())
                && seen(node).noneMatch(n -> n instanceof Label l && said(l.getText()))
                && control.getTooltip() == null;
    }
}
