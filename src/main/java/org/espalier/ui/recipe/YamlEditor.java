package org.espalier.ui.recipe;

import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.geometry.Point2D;
import javafx.scene.control.IndexRange;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Text;
import javafx.util.Duration;

import org.espalier.recipe.RecipeCompletion;
import org.espalier.ui.Texts;
import org.espalier.ui.recipe.RecipeViewModel.Problem;
import org.jspecify.annotations.Nullable;

import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * The recipe as text, with line numbers; what is wrong stands red at its line. Ctrl+Space offers
 * what may be typed. Tab indents by two spaces; Ctrl+Tab leaves.
 */
final class YamlEditor extends Pane {
    private static final double GUTTER = 44;
    private static final double PADDING = 10;
    private static final Duration BURST = Duration.seconds(1.5);

    private final RecipeViewModel recipe;
    private final TextArea area = new TextArea();
    private final Label numbers = new Label();
    private final Label wrongNumber = new Label();
    private final Region mark = new Region();
    private final Label sentence = new Label();
    private final CompletionPopup popup;
    private final PauseTransition burst = new PauseTransition(BURST);
    private double lineHeight;
    private double charWidth;
    private boolean following;

    YamlEditor(RecipeViewModel recipe, Texts texts) {
        this.recipe = recipe;
        popup = new CompletionPopup(texts.get("recipe.completions"), this::complete);
        getStyleClass().add("yaml-editor");
        area.setId("yaml");
        area.setAccessibleText(texts.get("recipe.yaml"));
        mark.getStyleClass().add("yaml-mark");
        sentence.getStyleClass().add("yaml-problem");
        sentence.setMouseTransparent(true);
        sentence.setWrapText(true);
        numbers.getStyleClass().add("yaml-numbers");
        numbers.setMouseTransparent(true);
        wrongNumber.getStyleClass().add("yaml-wrong");
        getChildren().setAll(mark, area, numbers, wrongNumber, sentence);
        Rectangle clip = new Rectangle();
        clip.widthProperty().bind(widthProperty());
        clip.heightProperty().bind(heightProperty());
        setClip(clip);
        follow();
    }

    private void follow() {
        recipe.text().subscribe(this::show);
        recipe.problem().subscribe(wrong -> requestLayout());
        recipe.selected().subscribe(now -> requestLayout());
        area.textProperty().addListener((o, before, now) -> typed(now));
        area.scrollTopProperty().subscribe(now -> requestLayout());
        area.scrollLeftProperty().subscribe(now -> requestLayout());
        area.caretPositionProperty().subscribe(now -> moved());
        area.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        area.focusedProperty()
                .subscribe(
                        focused -> {
                            if (!focused) {
                                recipe.pause();
                                popup.hide();
                            }
                        });
        burst.setOnFinished(e -> recipe.pause());
    }

    /** Takes over a text that was changed elsewhere; the caret stays where it can. */
    private void show(String text) {
        if (!text.equals(area.getText())) {
            following = true;
            int caret = Math.min(area.getCaretPosition(), text.length());
            area.setText(text);
            area.positionCaret(caret);
            following = false;
        }
        number();
        requestLayout();
    }

    private void number() {
        long lines = area.getText().chars().filter(c -> c == '\n').count() + 1;
        numbers.setText(
                LongStream.rangeClosed(1, lines)
                        .mapToObj(Long::toString)
                        .collect(Collectors.joining("\n")));
    }

    private void typed(String text) {
        number();
        if (!following) {
            recipe.type(text);
            burst.playFromStart();
            if (popup.showing()) {
                Platform.runLater(this::offer);
            }
        }
    }

    private void moved() {
        if (area.isFocused() && !following) {
            recipe.selectLine(line() + 1);
        }
    }

    private int line() {
        String before = area.getText().substring(0, area.getCaretPosition());
        return (int) before.chars().filter(c -> c == '\n').count();
    }

    private void key(KeyEvent event) {
        if (popup.showing()) {
            popup.key(event);
        }
        if (event.isConsumed()) {
            return;
        }
        if (event.isShortcutDown()) {
            shortcut(event);
        } else if (event.getCode() == KeyCode.TAB && !event.isShiftDown()) {
            area.replaceSelection("  ");
            event.consume();
        } else if (event.getCode() == KeyCode.ENTER) {
            area.replaceSelection("\n" + indent());
            event.consume();
        }
    }

    private void shortcut(KeyEvent event) {
        boolean taken = true;
        switch (event.getCode()) {
            case SPACE -> offer();
            case Z -> {
                if (event.isShiftDown()) {
                    recipe.redo();
                } else {
                    recipe.undo();
                }
            }
            case Y -> recipe.redo();
            default -> taken = false;
        }
        if (taken) {
            event.consume();
        }
    }

    /** The indentation of the line in hand, deeper behind a key that has no value yet. */
    private String indent() {
        String before = area.getText().substring(0, area.getCaretPosition());
        String line = before.substring(before.lastIndexOf('\n') + 1);
        int own = line.length() - line.stripLeading().length();
        int deeper = line.stripLeading().startsWith("- ") ? 4 : 2;
        return " ".repeat(line.stripTrailing().endsWith(":") ? own + deeper : own);
    }

    // ---- completion

    private void offer() {
        int caret = area.getCaretPosition();
        String before = area.getText().substring(0, caret);
        int column = caret - before.lastIndexOf('\n') - 1;
        double x = GUTTER + PADDING + column * charWidth - area.getScrollLeft();
        double y = y(line() + 1) + 3;
        Point2D at = localToScreen(x, y);
        if (at != null) {
            popup.show(area, at, recipe.complete(area.getText(), caret));
        }
    }

    private void complete(int from, RecipeCompletion.Suggestion chosen) {
        area.replaceText(new IndexRange(from, area.getCaretPosition()), chosen.text());
    }

    // ---- layout

    /** Where a line begins, counted from 0. */
    private double y(int line) {
        return PADDING + line * lineHeight - area.getScrollTop();
    }

    @Override
    protected void layoutChildren() {
        area.resizeRelocate(GUTTER, 0, Math.max(0, getWidth() - GUTTER), getHeight());
        measure();
        Problem wrong = recipe.problem().get();
        layoutNumbers(wrong == null ? -1 : wrong.line() - 1);
        layoutMark();
        layoutProblem(wrong);
    }

    private void layoutNumbers(int wrong) {
        double height = numbers.prefHeight(-1);
        numbers.resizeRelocate(0, y(0), GUTTER - 10, height);
        wrongNumber.setVisible(wrong >= 0);
        wrongNumber.setText(Integer.toString(wrong + 1));
        wrongNumber.resizeRelocate(0, y(wrong), GUTTER - 6, lineHeight);
    }

    /** The numbers have the font of the text: so have their lines. */
    private void measure() {
        Text measure = new Text("mmmmmmmm");
        measure.setFont(area.getFont());
        charWidth = measure.getLayoutBounds().getWidth() / measure.getText().length();
        lineHeight = numbers.prefHeight(-1) / numbers.getText().lines().count();
    }

    private void layoutMark() {
        StepLines lines = recipe.selectedLines();
        mark.setVisible(lines.count() > 0);
        mark.resizeRelocate(
                GUTTER, y(lines.first() - 1), getWidth() - GUTTER, lines.count() * lineHeight);
    }

    /** Behind the end of the line where there is room, else whole where it hides no text. */
    private void layoutProblem(@Nullable Problem wrong) {
        sentence.setVisible(wrong != null);
        if (wrong == null) {
            return;
        }
        sentence.setText(wrong.sentence());
        int length = area.getText().lines().skip(wrong.line() - 1L).findFirst().orElse("").length();
        double x = GUTTER + PADDING + (length + 2) * charWidth - area.getScrollLeft();
        double width = Math.ceil(sentence.prefWidth(-1)) + 1;
        if (width <= getWidth() - x - PADDING) {
            sentence.resizeRelocate(x, y(wrong.line() - 1), width, lineHeight);
        } else {
            layoutWrapped(wrong.line());
        }
    }

    /** Below its line where nothing follows, else at the lower edge. */
    private void layoutWrapped(int line) {
        double left = GUTTER + PADDING;
        double width = Math.max(0, getWidth() - left - PADDING);
        double height = sentence.prefHeight(width);
        double lowest = getHeight() - height - PADDING;
        boolean last = area.getText().lines().skip(line).allMatch(String::isBlank);
        double top = last ? Math.min(y(line), lowest) : lowest;
        sentence.resizeRelocate(left, top, width, height);
    }
}
