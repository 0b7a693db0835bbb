package org.espalier.ui.compare;

import javafx.beans.property.SimpleStringProperty;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

import org.espalier.report.compare.RunMetric;
import org.espalier.report.compare.RunTable.Row;
import org.espalier.ui.Texts;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Function;

/** All runs as a table; a row that is chosen becomes the candidate. */
final class RunsTable {
    private final CompareViewModel compare;
    private final Texts texts;

    RunsTable(CompareViewModel compare, Texts texts) {
        this.compare = compare;
        this.texts = texts;
    }

    TableView<Row> build(List<Row> rows) {
        TableView<Row> table = new TableView<>();
        table.setId("runs");
        table.setAccessibleText(texts.get("compare.runs"));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getColumns().add(column("run", 300, Row::name));
        for (RunMetric metric : RunMetric.values()) {
            boolean quality = metric == RunMetric.ACCURACY || metric == RunMetric.PERPLEXITY;
            if (quality && unknown(rows, metric)) {
                continue;
            }
            table.getColumns().add(number(texts.get("compare.metric." + metric), metric.ordinal()));
        }
        table.getColumns().add(numeric(column("taken", 90, Row::taken)));
        TableColumn<Row, String> goals = numeric(column("goals", 80, Row::goals));
        goals.setCellFactory(c -> new GoalsCell());
        table.getColumns().add(goals);
        table.getItems().setAll(rows);
        table.getSelectionModel().select(compare.names().indexOf(compare.candidate().get()));
        table.getSelectionModel()
                .selectedIndexProperty()
                .subscribe((before, now) -> compare.select(now.intValue()));
        return table;
    }

    private static boolean unknown(List<Row> rows, RunMetric metric) {
        return rows.stream().allMatch(row -> row.metrics().get(metric.ordinal()).equals("–"));
    }

    private TableColumn<Row, String> number(String title, int metric) {
        TableColumn<Row, String> column = new TableColumn<>(title);
        column.setPrefWidth(110);
        column.setSortable(false);
        column.setCellValueFactory(
                row -> new SimpleStringProperty(row.getValue().metrics().get(metric)));
        return numeric(column);
    }

    private TableColumn<Row, String> column(String key, double width, Function<Row, String> value) {
        TableColumn<Row, String> column = new TableColumn<>(texts.get("compare.column." + key));
        column.setPrefWidth(width);
        column.setSortable(false);
        column.setCellValueFactory(row -> new SimpleStringProperty(value.apply(row.getValue())));
        return column;
    }

    private static TableColumn<Row, String> numeric(TableColumn<Row, String> column) {
        column.getStyleClass().add("number");
        return column;
    }

    /** Green where every goal is met. */
    private static final class GoalsCell extends TableCell<Row, String> {
        @Override
        protected void updateItem(@Nullable String text, boolean empty) {
            super.updateItem(text, empty);
            setText(empty ? null : text);
            Row row = empty ? null : getTableRow().getItem();
            getStyleClass().removeAll("goals-met", "goals-missed");
            if (row != null && !row.goals().equals("–")) {
                getStyleClass().add(row.allMet() ? "goals-met" : "goals-missed");
            }
        }
    }
}
