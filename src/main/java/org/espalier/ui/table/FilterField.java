package org.espalier.ui.table;

import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;

import org.controlsfx.control.textfield.CustomTextField;
import org.espalier.ui.Texts;
import org.espalier.ui.theme.Icons;
import org.kordamp.ikonli.feather.Feather;

/** The field above a table into which its filter is typed. */
public final class FilterField extends CustomTextField {
    private static final double WIDTH = 280;

    private final FilteredRows<?> rows;

    /**
     * Filters these rows.
     *
     * @param key of the prompt; with {@code .tooltip} of what can be typed
     */
    public FilterField(FilteredRows<?> rows, String key, Texts texts) {
        this.rows = rows;
        getStyleClass().add("filter-field");
        setLeft(Icons.of(Feather.SEARCH, 14));
        setPromptText(texts.get(key));
        setAccessibleText(texts.get(key));
        setTooltip(new Tooltip(texts.get(key + ".tooltip")));
        setPrefWidth(WIDTH);
        textProperty().bindBidirectional(rows.filter());
    }

    /** Says what is wrong with the filter; not there while nothing is. */
    public Label problem() {
        Label label = new Label();
        label.getStyleClass().add("warning");
        label.setWrapText(true);
        label.textProperty().bind(rows.problem());
        label.managedProperty().bind(rows.problem().isNotEmpty());
        label.visibleProperty().bind(rows.problem().isNotEmpty());
        return label;
    }
}
