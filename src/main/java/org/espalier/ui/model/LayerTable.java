package org.espalier.ui.model;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

import org.espalier.report.Numbers;
import org.espalier.ui.Texts;
import org.espalier.ui.table.RowTable;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** The table of layers: shares as bars, patterns as pills. */
final class LayerTable extends RowTable<LayerRow> {
    private static final double BAR = 44;

    private final ModelViewModel model;

    LayerTable(ModelViewModel model, Texts texts) {
        super(model.rows().shown(), List.of(LayerColumn.values()), "model.column", texts);
        this.model = model;
        setId("layer-table");
        setAccessibleText(texts.get("model.layers"));
        setPlaceholder(new Label(texts.get("model.empty")));
        cells(LayerColumn.NAME, name -> new TextCell<>(name::text, OverrunStyle.LEADING_ELLIPSIS));
        cells(LayerColumn.SHARE, share -> new ShareCell());
        cells(LayerColumn.PATTERN, pattern -> new NodeCell<>(LayerTable::pill));
        shareSelection();
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

    private static @Nullable Label pill(LayerRow row) {
        if (row.pattern().isEmpty()) {
            return null;
        }
        Label pill = new Label(row.pattern());
        pill.getStyleClass().add("pill");
        return pill;
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
}
