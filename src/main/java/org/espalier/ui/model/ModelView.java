package org.espalier.ui.model;

import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.controlsfx.control.SegmentedButton;
import org.espalier.report.Palette;
import org.espalier.ui.Texts;
import org.espalier.ui.form.OneChosen;
import org.espalier.ui.table.FilterField;
import org.espalier.ui.theme.Icons;
import org.espalier.ui.theme.SideBar;
import org.kordamp.ikonli.feather.Feather;

import java.util.Arrays;

/** The layer table, the graph beside it and, on the right, the inspector of the selected layer. */
public final class ModelView extends HBox {
    private static final double TABLE = 664;
    private static final double LEAST_TABLE = 622;
    private static final double GRAPH = 320;
    private static final double LEAST_GRAPH = 206;

    private final ModelViewModel model;
    private final Texts texts;
    private final LayerTable table;
    private final FilterField filter;
    private final Region graph;

    /** A view of this model. */
    public ModelView(ModelViewModel model, ObservableValue<Palette> palette, Texts texts) {
        this.model = model;
        this.texts = texts;
        table = new LayerTable(model, texts);
        filter = new FilterField(model.rows(), "model.filter", texts);
        filter.setId("layer-filter");
        graph = new GraphView(model.graph(), palette, texts);
        getStyleClass().add("screen");
        VBox left = new VBox(top(), problem(), middle(), foot());
        left.getStyleClass().add("main-column");
        HBox.setHgrow(left, Priority.ALWAYS);
        SideBar inspector = new SideBar(new LayerInspector(model, palette, texts));
        inspector.setFitToHeight(true);
        getChildren().setAll(left, inspector);
    }

    private HBox top() {
        Label title = new Label(texts.get("model.layers"));
        title.getStyleClass().add("section-title");
        title.setMinWidth(USE_PREF_SIZE);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox top = new HBox(10, title, filter, space, export(), parts(), colours());
        top.getStyleClass().add("model-bar");
        top.setAlignment(Pos.CENTER_LEFT);
        return top;
    }

    private Button export() {
        Button export = new Button(texts.get("model.export"), Icons.of(Feather.DOWNLOAD, 13));
        export.setId("export-layers");
        export.setTooltip(new Tooltip(texts.get("model.export.tooltip")));
        export.setMinWidth(USE_PREF_SIZE);
        export.setOnAction(e -> table.save("layers.csv"));
        return export;
    }

    private Node parts() {
        ToggleButton onlyTable = part("table", true, false);
        ToggleButton onlyGraph = part("graph", false, true);
        ToggleButton both = part("both", true, true);
        SegmentedButton parts = new SegmentedButton(onlyTable, onlyGraph, both);
        parts.getStyleClass().add("segments");
        parts.setMinWidth(USE_PREF_SIZE);
        parts.setToggleGroup(new OneChosen());
        both.setSelected(true);
        return parts;
    }

    private ToggleButton part(String name, boolean showsTable, boolean showsGraph) {
        ToggleButton button = new ToggleButton(texts.get("model.show." + name));
        button.setId("show-" + name);
        button.setOnAction(
                e -> {
                    show(table, showsTable);
                    show(graph, showsGraph);
                });
        return button;
    }

    private static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    private MenuButton colours() {
        MenuButton button = new MenuButton();
        button.setId("graph-colour");
        button.setTooltip(new Tooltip(texts.get("model.colour.tooltip")));
        button.setMinWidth(USE_PREF_SIZE);
        Arrays.stream(LayerMetric.values()).map(this::colour).forEach(button.getItems()::add);
        model.graph()
                .metric()
                .subscribe(now -> button.setText(texts.get("model.colour", name(now))));
        return button;
    }

    private MenuItem colour(LayerMetric metric) {
        MenuItem item = new MenuItem(name(metric));
        item.setOnAction(e -> model.graph().metric().set(metric));
        return item;
    }

    private String name(LayerMetric metric) {
        return texts.get("model.metric." + metric.key());
    }

    private Label problem() {
        Label problem = filter.problem();
        problem.setId("filter-problem");
        return problem;
    }

    private HBox middle() {
        HBox middle = new HBox(14, table, graph);
        table.setPrefWidth(TABLE);
        graph.setPrefWidth(GRAPH);
        table.setMinWidth(LEAST_TABLE);
        HBox.setHgrow(table, Priority.ALWAYS);
        HBox.setHgrow(graph, Priority.ALWAYS);
        graph.setMinWidth(LEAST_GRAPH);
        VBox.setVgrow(middle, Priority.ALWAYS);
        return middle;
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
