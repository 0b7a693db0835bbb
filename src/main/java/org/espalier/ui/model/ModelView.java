package org.espalier.ui.model;

import atlantafx.base.controls.CustomTextField;

import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.collections.transformation.SortedList;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.espalier.report.Palette;
import org.espalier.ui.Texts;
import org.espalier.ui.theme.Icons;
import org.espalier.ui.theme.SideBar;
import org.kordamp.ikonli.feather.Feather;

/** The layer table and, on the right, the inspector of the selected layer. */
public final class ModelView extends HBox {
    private final ModelViewModel model;
    private final Texts texts;

    /** A view of this model. */
    public ModelView(ModelViewModel model, ObservableValue<Palette> palette, Texts texts) {
        this.model = model;
        this.texts = texts;
        getStyleClass().add("screen");
        VBox left = new VBox(top(), table(), foot());
        left.getStyleClass().add("main-column");
        HBox.setHgrow(left, Priority.ALWAYS);
        getChildren().setAll(left, new SideBar(new LayerInspector(model, palette, texts)));
    }

    private HBox top() {
        Label title = new Label(texts.get("model.layers"));
        title.getStyleClass().add("section-title");
        title.setMinWidth(USE_PREF_SIZE);
        CustomTextField filter = new CustomTextField();
        filter.setId("layer-filter");
        filter.setLeft(Icons.of(Feather.SEARCH, 14));
        filter.setPromptText(texts.get("model.filter"));
        filter.setAccessibleText(texts.get("model.filter"));
        filter.setTooltip(new Tooltip(texts.get("model.filter.tooltip")));
        filter.setPrefWidth(320);
        filter.textProperty().bindBidirectional(model.filter());
        HBox top = new HBox(12, title, filter);
        top.setAlignment(Pos.CENTER_LEFT);
        return top;
    }

    private TableView<LayerRow> table() {
        TableView<LayerRow> table = new LayerTable(model, texts).build();
        SortedList<LayerRow> sorted = new SortedList<>(model.shown());
        sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setItems(sorted);
        model.selected().subscribe(row -> table.getSelectionModel().select(row));
        table.getSelectionModel()
                .selectedItemProperty()
                .subscribe(
                        row -> {
                            if (row != null) {
                                model.selected().set(row);
                            }
                        });
        VBox.setVgrow(table, Priority.ALWAYS);
        return table;
    }

    private VBox foot() {
        Label summary = new Label();
        summary.setId("model-summary");
        summary.textProperty().bind(model.summary());
        summary.getStyleClass().add("muted");
        VBox warnings = new VBox(4);
        model.warnings().addListener((ListChangeListener<String>) c -> showWarnings(warnings));
        showWarnings(warnings);
        return new VBox(6, summary, warnings);
    }

    private void showWarnings(VBox box) {
        box.getChildren().setAll(model.warnings().stream().map(this::warning).toList());
    }

    private Region warning(String text) {
        Label label = new Label(text, Icons.of(Feather.ALERT_TRIANGLE, 14));
        label.getStyleClass().add("warning");
        label.setWrapText(true);
        return label;
    }
}
