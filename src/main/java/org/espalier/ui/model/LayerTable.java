package org.espalier.ui.model;

import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

import org.espalier.report.Numbers;
import org.espalier.ui.Texts;
import org.jspecify.annotations.Nullable;

import java.util.function.Function;

/** Builds the table of layers: sortable, numbers to the right, shares as bars. */
final class LayerTable {
    private static final double BAR = 74;

    private final ModelViewModel model;
    private final Texts texts;

    LayerTable(ModelViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
    }

    TableView<LayerRow> build() {
        TableView<LayerRow> table = new TableView<>();
        table.setId("layer-table");
        table.setAccessibleText(texts.get("model.layers"));
        table.setPlaceholder(new Label(texts.get("model.empty")));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getColumns().add(column("name", 190, LayerRow::name, name -> name));
        table.getColumns().add(column("kind", 110, LayerRow::kind, kind -> kind));
        table.getColumns().add(right(column("inOut", 90, LayerRow::inOut, text -> text)));
        table.getColumns().add(right(column("weights", 90, LayerRow::weights, Numbers::count)));
        table.getColumns().add(share());
        table.getColumns().add(right(column("macs", 80, LayerRow::macs, this::macs)));
        table.getColumns().add(right(column("zeros", 76, LayerRow::zeros, Numbers::percent)));
        table.getColumns().add(pattern());
        return table;
    }

    private String macs(long macs) {
        return macs < 0 ? texts.get("unknown") : Numbers.compact(macs);
    }

    private <T> TableColumn<LayerRow, T> column(
            String key, double width, Function<LayerRow, T> value, Function<T, String> text) {
        TableColumn<LayerRow, T> column = bare(key, width, value);
        column.setCellFactory(c -> new TextCell<>(text));
        return column;
    }

    private <T> TableColumn<LayerRow, T> bare(
            String key, double width, Function<LayerRow, T> value) {
        TableColumn<LayerRow, T> column = new TableColumn<>();
        Label header = new Label(texts.get("model.column." + key));
        header.setTooltip(new Tooltip(texts.get("model.column." + key + ".tooltip")));
        column.setGraphic(header);
        column.setPrefWidth(width);
        column.setCellValueFactory(row -> new SimpleObjectProperty<>(value.apply(row.getValue())));
        return column;
    }

    private static <T> TableColumn<LayerRow, T> right(TableColumn<LayerRow, T> column) {
        column.getStyleClass().add("number");
        return column;
    }

    private TableColumn<LayerRow, Double> share() {
        TableColumn<LayerRow, Double> column = bare("share", BAR + 24, LayerRow::share);
        column.setCellFactory(c -> new ShareCell());
        return column;
    }

    private TableColumn<LayerRow, String> pattern() {
        TableColumn<LayerRow, String> column = bare("pattern", 62, LayerRow::pattern);
        column.setCellFactory(c -> new PillCell());
        return column;
    }

    private static final class TextCell<T> extends TableCell<LayerRow, T> {
        private final Function<T, String> text;

        TextCell(Function<T, String> text) {
            this.text = text;
        }

        @Override
        protected void updateItem(@Nullable T value, boolean empty) {
            super.updateItem(value, empty);
            setText(empty || value == null ? null : text.apply(value));
        }
    }

    private static final class ShareCell extends TableCell<LayerRow, Double> {
        private final Region bar = new Region();
        private final HBox box = new HBox(bar);

        ShareCell() {
            bar.getStyleClass().add("share-bar");
            bar.setMinHeight(7);
            bar.setMaxHeight(7);
            box.setAlignment(Pos.CENTER_LEFT);
        }

        @Override
        protected void updateItem(@Nullable Double share, boolean empty) {
            super.updateItem(share, empty);
            LayerRow row = getTableRow() == null ? null : getTableRow().getItem();
            if (empty || share == null || row == null) {
                setGraphic(null);
            } else {
                show(share, row.largest());
            }
        }

        private void show(double share, double largest) {
            double width = Math.max(2, BAR * share / largest);
            bar.setMinWidth(width);
            bar.setMaxWidth(width);
            setGraphic(box);
            setAccessibleText(Numbers.percent(share));
            setTooltip(new Tooltip(Numbers.percent(share)));
        }
    }

    private static final class PillCell extends TableCell<LayerRow, String> {
        @Override
        protected void updateItem(@Nullable String pattern, boolean empty) {
            super.updateItem(pattern, empty);
            boolean shown = !empty && pattern != null && !pattern.isEmpty();
            setGraphic(shown ? pill(pattern) : null);
        }

        private static Label pill(@Nullable String pattern) {
            Label pill = new Label(pattern);
            pill.getStyleClass().add("pill");
            return pill;
        }
    }
}
