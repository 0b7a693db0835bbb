package org.espalier.ui.runs;

import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A field for something that the user writes on a run. It is kept when the field is left, or by
 * Enter in a field of one line; Escape takes back what was typed.
 */
final class MarkField {
    private final TextInputControl field;
    private final Function<RunRow, String> written;
    private final Consumer<String> keep;
    private @Nullable RunRow row;

    /**
     * Makes a control such a field.
     *
     * @param written what is on a run already
     * @param keep writes it on the selected run
     */
    MarkField(TextInputControl field, Function<RunRow, String> written, Consumer<String> keep) {
        this.field = field;
        this.written = written;
        this.keep = keep;
        field.focusedProperty()
                .subscribe(
                        focused -> {
                            if (!focused) {
                                commit();
                            }
                        });
        if (field instanceof TextField line) {
            line.setOnAction(e -> commit());
        }
        field.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    private void key(KeyEvent event) {
        RunRow shown = row;
        if (event.getCode() == KeyCode.ESCAPE && shown != null) {
            field.setText(written.apply(shown));
            event.consume();
        }
    }

    private void commit() {
        RunRow shown = row;
        if (shown != null && !field.getText().equals(written.apply(shown))) {
            keep.accept(field.getText());
        }
    }

    /** Shows what is written on a run; what is being typed on the same run stays. */
    void show(@Nullable RunRow next) {
        RunRow before = row;
        boolean typing =
                before != null
                        && next != null
                        && before.id().equals(next.id())
                        && field.isFocused()
                        && written.apply(before).equals(written.apply(next));
        row = next;
        if (!typing) {
            field.setText(next == null ? "" : written.apply(next));
        }
    }
}
