package org.espalier.ui.compare;

import javafx.beans.property.SimpleStringProperty;
import javafx.collections.FXCollections;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.Region;

import org.espalier.compress.CompressionResult.LayerOutcome;
import org.espalier.report.Numbers;
import org.espalier.ui.Texts;

import java.util.List;
import java.util.function.Function;

/** Builds the table of what was done to each layer. */
final class ChangeTable {
    private static final double HEIGHT = 134;

    private final Texts texts;

    ChangeTable(Texts texts) {
        this.texts = texts;
    }

    Region build(List<LayerOutcome> changes) {
        TableView<LayerOutcome> table = new TableView<>(FXCollections.observableList(changes));
        table.setId("changes");
        table.setAccessibleText(texts.get("compare.changes"));
        table.setPlaceholder(new Label(texts.get("compare.changes.none")));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getColumns().add(column("layer", 220, row -> row.layer().name()));
        table.getColumns().add(column("method", 110, LayerOutcome::method));
        table.getColumns().add(number(column("asked", 90, LayerOutcome::goal)));
        table.getColumns()
                .add(number(column("achieved", 100, row -> Numbers.percent(row.sparsity()))));
        table.getColumns().add(column("note", 300, LayerOutcome::note));
        table.setMinHeight(HEIGHT);
        table.setPrefHeight(HEIGHT);
        return table;
    }

    private TableColumn<LayerOutcome, String> column(
            String key, double width, Function<LayerOutcome, String> value) {
        TableColumn<LayerOutcome, String> column =
                new TableColumn<>(texts.get("compare.column." + key));
        column.setPrefWidth(width);
        column.setCellValueFactory(row -> new SimpleStringProperty(value.apply(row.getValue())));
        return column;
    }

    private static TableColumn<LayerOutcome, String> number(
            TableColumn<LayerOutcome, String> column) {
        column.getStyleClass().add("number");
        return column;
    }
}
