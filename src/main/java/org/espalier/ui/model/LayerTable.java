package org.espalier.ui.model;

import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.transformation.SortedList;
import javafx.geometry.Pos;
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
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

import org.espalier.report.DataTable;
import org.espalier.report.Numbers;
import org.espalier.ui.Texts;
import org.jspecify.annotations.Nullable;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The table of layers: sorted and filtered, columns to choose, numbers to the right, shares as
 * bars. What is selected can be copied.
 */
final class LayerTable extends TableView<LayerRow> {
    private static final double BAR = 60;
    private static final KeyCombination COPY =
            new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

    private final ModelViewModel model;
    private final Texts texts;
    private final Map<LayerColumn, TableColumn<LayerRow, ?>> byKind =
            new EnumMap<>(LayerColumn.class);

    LayerTable(ModelViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        setId("layer-table");
        setAccessibleText(texts.get("model.layers"));
        setPlaceholder(new Label(texts.get("model.empty")));
        setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        setTableMenuButtonVisible(true);
        getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        for (LayerColumn kind : LayerColumn.values()) {
            TableColumn<LayerRow, ?> column = column(kind);
            column.setVisible(kind.isUsual());
            byKind.put(kind, column);
            getColumns().add(column);
        }
        SortedList<LayerRow> sorted = new SortedList<>(model.shown());
        sorted.comparatorProperty().bind(comparatorProperty());
        setItems(sorted);
        shareSelection();
        setOnKeyPressed(
                event -> {
                    if (COPY.match(event)) {
                        copy();
                        event.consume();
                    }
                });
    }

    private void shareSelection() {
        model.selected().subscribe(this::show);
        getSelectionModel()
                .selectedItemProperty()
                .subscribe(
                        row -> {
                            if (row != null) {
                                model.selected().set(row);
                            }
                        });
    }

    private void show(@Nullable LayerRow row) {
        if (row != null && row != getSelectionModel().getSelectedItem()) {
            getSelectionModel().clearAndSelect(getItems().indexOf(row));
            scrollTo(row);
        }
    }

    private void copy() {
        ClipboardContent content = new ClipboardContent();
        content.putString(table(getSelectionModel().getSelectedItems()).tsv());
        Clipboard.getSystemClipboard().setContent(content);
    }

    /** All rows that are shown, in their order, with the columns that are shown. */
    DataTable table() {
        return table(getItems());
    }

    private DataTable table(List<LayerRow> rows) {
        return LayerColumn.table(
                rows,
                kind -> {
                    TableColumn<LayerRow, ?> column = byKind.get(kind);
                    return column != null && column.isVisible();
                });
    }

    private TableColumn<LayerRow, LayerRow> column(LayerColumn kind) {
        String name = texts.get("model.column." + kind.key());
        TableColumn<LayerRow, LayerRow> column = new TableColumn<>(name);
        Label header = new Label(name);
        header.setTooltip(new Tooltip(texts.get("model.column." + kind.key() + ".tooltip")));
        column.setGraphic(header);
        column.getStyleClass().add(kind.isNumber() ? "number" : "words");
        column.setPrefWidth(kind.width());
        column.setMinWidth(kind.isNumber() ? kind.width() : 0.7 * kind.width());
        column.setCellValueFactory(row -> new SimpleObjectProperty<>(row.getValue()));
        column.setComparator((a, b) -> compare(kind.value(a), kind.value(b)));
        column.setCellFactory(c -> cell(kind));
        return column;
    }

    @SuppressWarnings("unchecked") // both are values of one column
    private static int compare(Comparable<?> a, Comparable<?> b) {
        return ((Comparable<Object>) a).compareTo(b);
    }

    private static TableCell<LayerRow, LayerRow> cell(LayerColumn kind) {
        return switch (kind) {
            case SHARE -> new ShareCell();
            case PATTERN -> new PillCell();
            default -> new TextCell(kind);
        };
    }

    private static final class TextCell extends TableCell<LayerRow, LayerRow> {
        private final LayerColumn kind;

        TextCell(LayerColumn kind) {
            this.kind = kind;
            if (kind == LayerColumn.NAME) {
                setTextOverrun(OverrunStyle.LEADING_ELLIPSIS);
            }
        }

        @Override
        protected void updateItem(@Nullable LayerRow row, boolean empty) {
            super.updateItem(row, empty);
            String text = empty || row == null ? null : kind.text(row);
            setText(text);
            if (kind == LayerColumn.NAME) {
                setTooltip(text == null ? null : new Tooltip(text));
            }
        }
    }

    private static final class ShareCell extends TableCell<LayerRow, LayerRow> {
        private final Region bar = new Region();
        private final HBox box = new HBox(bar);

        ShareCell() {
            bar.getStyleClass().add("share-bar");
            bar.setMinHeight(7);
            bar.setMaxHeight(7);
            box.setAlignment(Pos.CENTER_LEFT);
        }

        @Override
        protected void updateItem(@Nullable LayerRow row, boolean empty) {
            super.updateItem(row, empty);
            if (empty || row == null) {
                setGraphic(null);
                setTooltip(null);
            } else {
                show(row);
            }
        }

        private void show(LayerRow row) {
            double width = Math.max(2, BAR * row.share() / row.largest());
            bar.setMinWidth(width);
            bar.setMaxWidth(width);
            setGraphic(box);
            setAccessibleText(Numbers.percent(row.share()));
            setTooltip(new Tooltip(Numbers.percent(row.share())));
        }
    }

    private static final class PillCell extends TableCell<LayerRow, LayerRow> {
        @Override
        protected void updateItem(@Nullable LayerRow row, boolean empty) {
            super.updateItem(row, empty);
            boolean shown = !empty && row != null && !row.pattern().isEmpty();
            setGraphic(shown && row != null ? pill(row.pattern()) : null);
        }

        private static Label pill(String pattern) {
            Label pill = new Label(pattern);
            pill.getStyleClass().add("pill");
            return pill;
        }
    }
}
