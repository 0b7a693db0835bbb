package org.espalier.ui.table;

import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ObservableList;
import javafx.collections.transformation.SortedList;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.stage.FileChooser;

import org.espalier.base.WholeFile;
import org.espalier.report.DataTable;
import org.espalier.ui.Texts;
import org.jspecify.annotations.Nullable;

import java.io.File;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A table whose columns can be sorted and chosen; numbers stand on the right, and what is selected
 * can be copied.
 *
 * @param <R> the rows
 */
public class RowTable<R> extends TableView<R> {
    private static final KeyCombination COPY =
            new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

    private final Texts texts;
    private final Map<Column<R>, TableColumn<R, R>> columns = new LinkedHashMap<>();

    /**
     * A table of these rows.
     *
     * @param titles beginning of the keys of the columns' titles and tooltips
     */
    public RowTable(
            ObservableList<R> rows, List<? extends Column<R>> columns, String titles, Texts texts) {
        this.texts = texts;
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        setTableMenuButtonVisible(true);
        getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        for (Column<R> kind : columns) {
            TableColumn<R, R> column = column(kind, titles + "." + kind.key());
            column.setVisible(kind.isUsual());
            this.columns.put(kind, column);
            getColumns().add(column);
        }
        SortedList<R> sorted = new SortedList<>(rows);
        sorted.comparatorProperty().bind(comparatorProperty());
        setItems(sorted);
        addEventHandler(KeyEvent.KEY_PRESSED, this::copyOn);
    }

    private TableColumn<R, R> column(Column<R> kind, String key) {
        String name = texts.get(key);
        TableColumn<R, R> column = new TableColumn<>(name);
        Label header = new Label(name);
        header.setTooltip(new Tooltip(texts.get(key + ".tooltip")));
        column.setGraphic(header);
        column.getStyleClass().add(kind.isNumber() ? "number" : "words");
        column.setPrefWidth(kind.width());
        column.setMinWidth(kind.least());
        column.setCellValueFactory(row -> new SimpleObjectProperty<>(row.getValue()));
        column.setComparator((a, b) -> compare(kind.value(a), kind.value(b)));
        column.setCellFactory(c -> new TextCell<>(kind::text, OverrunStyle.ELLIPSIS));
        return column;
    }

    @SuppressWarnings("unchecked") // both are values of one column
    private static int compare(Comparable<?> a, Comparable<?> b) {
        return ((Comparable<Object>) a).compareTo(b);
    }

    /** Shows a column's cells in another way. */
    protected final void cells(Column<R> kind, Function<Column<R>, TableCell<R, R>> cells) {
        of(kind).setCellFactory(c -> cells.apply(kind));
    }

    /** A column's place in the table. */
    protected final TableColumn<R, R> of(Column<R> kind) {
        TableColumn<R, R> column = columns.get(kind);
        if (column == null) {
            throw new IllegalArgumentException("no column " + kind.key());
        }
        return column;
    }

    // ---- taking rows elsewhere

    private void copyOn(KeyEvent event) {
        if (COPY.match(event)) {
            copy();
            event.consume();
        }
    }

    private void copy() {
        ClipboardContent content = new ClipboardContent();
        content.putString(table(getSelectionModel().getSelectedItems()).tsv());
        Clipboard.getSystemClipboard().setContent(content);
    }

    /** Asks for a file, and writes all rows that are shown into it. */
    public final void save(String suggested) {
        FileChooser chooser = new FileChooser();
        chooser.setInitialFileName(suggested);
        chooser.getExtensionFilters()
                .add(new FileChooser.ExtensionFilter(texts.get("files.csv"), "*.csv"));
        File file = chooser.showSaveDialog(getScene().getWindow());
        if (file != null) {
            WholeFile.writeString(file.toPath(), table(getItems()).csv());
        }
    }

    private DataTable table(List<R> rows) {
        List<Column<R>> shown =
                columns.keySet().stream().filter(kind -> of(kind).isVisible()).toList();
        return Column.table(rows, shown);
    }

    /**
     * A cell of words, with all of them as its tooltip.
     *
     * @param <R> the rows
     */
    public static final class TextCell<R> extends TableCell<R, R> {
        private final Function<R, String> text;
        private final Tooltip whole = new Tooltip();

        /** Where there is too little room, the words are cut like this. */
        public TextCell(Function<R, String> text, OverrunStyle cut) {
            this.text = text;
            setTextOverrun(cut);
        }

        @Override
        protected void updateItem(@Nullable R row, boolean empty) {
            super.updateItem(row, empty);
            String words = empty || row == null ? null : text.apply(row);
            setText(words);
            whole.setText(words);
            setTooltip(words == null || words.isEmpty() ? null : whole);
        }
    }

    /**
     * A cell that is a node.
     *
     * @param <R> the rows
     */
    public static final class NodeCell<R> extends TableCell<R, R> {
        private final Function<R, @Nullable Node> node;

        /** Asks for the node of each row; null for none. */
        public NodeCell(Function<R, @Nullable Node> node) {
            this.node = node;
        }

        @Override
        protected void updateItem(@Nullable R row, boolean empty) {
            super.updateItem(row, empty);
            setGraphic(empty || row == null ? null : node.apply(row));
        }
    }
}
