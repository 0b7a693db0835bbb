package org.espalier.ui.model;

import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;

import org.espalier.model.format.ModelFile;
import org.espalier.report.Palette;
import org.espalier.report.Shape.Point;
import org.espalier.report.WeightMode;
import org.espalier.ui.Texts;
import org.espalier.ui.chart.FigureView;
import org.espalier.ui.theme.SideBar;
import org.jspecify.annotations.Nullable;

import java.io.File;
import java.util.List;

/** The weights of the selected layer as a map: wheel zooms, drag moves, the pointer reads. */
final class WeightView extends VBox {
    private static final double SIDE = 292;
    private static final double LEAST = 150;
    private static final double MOST = 380;
    private static final double STEP = 1.25;
    private static final double SHIFT = 0.1;
    private static final List<WeightMode> MODES =
            List.of(
                    WeightMode.ABSOLUTE,
                    WeightMode.VALUE,
                    WeightMode.MASK,
                    WeightMode.VIOLATIONS,
                    WeightMode.DIFFERENCE);

    private final ModelViewModel layers;
    private final WeightViewModel model;
    private final Texts texts;
    private final FigureView map;
    private final Label exact = new Label();
    private final Label legend = new Label();
    private @Nullable Point pressed;

    WeightView(ModelViewModel layers, ObservableValue<Palette> palette, Texts texts) {
        super(6);
        this.layers = layers;
        this.model = layers.weights();
        this.texts = texts;
        map = new FigureView(palette, texts);
        map.setId("weight-map");
        map.setFocusTraversable(true);
        map.setMinHeight(LEAST);
        map.setPrefHeight(SIDE);
        map.setMaxHeight(MOST);
        VBox.setVgrow(map, Priority.ALWAYS);
        exact.setId("weight-exact");
        legend.setId("weight-legend");
        exact.setText(texts.get("model.weight.hint"));
        for (Label label : List.of(exact, legend)) {
            SideBar.caption(label).setMinHeight(USE_PREF_SIZE);
        }
        legend.managedProperty().bind(legend.textProperty().isNotEmpty());
        getChildren().setAll(map, exact, buttons(), legend, problem());
        listen();
        model.picture().subscribe(this::paint);
        model.window().subscribe(this::paint);
    }

    private HBox buttons() {
        MenuButton modes = new MenuButton();
        modes.setId("weight-mode");
        modes.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(modes, Priority.ALWAYS);
        for (WeightMode mode : MODES) {
            MenuItem item = new MenuItem(name(mode));
            item.setOnAction(e -> model.mode().set(mode));
            modes.getItems().add(item);
        }
        MenuItem other = new MenuItem(texts.get("model.difference.choose"));
        other.setOnAction(e -> chooseOther());
        modes.getItems().add(other);
        model.mode().subscribe(now -> modes.setText(name(now)));
        ToggleButton mask = new ToggleButton(texts.get("model.mask"));
        mask.setId("weight-mask");
        mask.setTooltip(new Tooltip(texts.get("model.mask.tooltip")));
        mask.selectedProperty().bindBidirectional(model.masked());
        Button save = new Button(texts.get("model.weight.save"));
        save.setId("weight-save");
        save.setTooltip(new Tooltip(texts.get("model.weight.save.tooltip")));
        save.setOnAction(e -> map.showMenu(save));
        mask.setMinWidth(USE_PREF_SIZE);
        save.setMinWidth(USE_PREF_SIZE);
        HBox buttons = new HBox(6, modes, mask, save);
        buttons.setMinHeight(USE_PREF_SIZE);
        return buttons;
    }

    private String name(WeightMode mode) {
        return texts.get("model.weight." + mode.key());
    }

    private Label problem() {
        Label problem = new Label();
        problem.getStyleClass().add("warning");
        problem.setWrapText(true);
        problem.textProperty().bind(model.problem());
        problem.managedProperty().bind(model.problem().isNotEmpty());
        return problem;
    }

    private void listen() {
        map.widthProperty().subscribe(w -> fill());
        map.heightProperty().subscribe(h -> fill());
        map.setOnScroll(this::scroll);
        map.setOnMousePressed(this::press);
        map.setOnMouseDragged(this::drag);
        map.setOnMouseMoved(this::read);
        map.setOnKeyPressed(this::key);
    }

    private double x(double pixels) {
        return pixels / Math.max(1, map.getWidth());
    }

    private double y(double pixels) {
        return pixels / Math.max(1, map.getHeight());
    }

    private void fill() {
        model.resize(map.getWidth(), map.getHeight());
    }

    private void scroll(ScrollEvent event) {
        model.zoom(
                Math.pow(STEP, Math.signum(event.getDeltaY())), x(event.getX()), y(event.getY()));
        event.consume();
    }

    private void press(MouseEvent event) {
        map.requestFocus();
        pressed = new Point(event.getX(), event.getY());
    }

    private void drag(MouseEvent event) {
        Point from = pressed;
        if (from != null) {
            model.move(x(from.x() - event.getX()), y(from.y() - event.getY()));
            pressed = new Point(event.getX(), event.getY());
        }
    }

    private void read(MouseEvent event) {
        exact.setText(model.exact(x(event.getX()), y(event.getY())));
    }

    private void key(KeyEvent event) {
        switch (event.getCode()) {
            case LEFT -> model.move(-SHIFT, 0);
            case RIGHT -> model.move(SHIFT, 0);
            case UP -> model.move(0, -SHIFT);
            case DOWN -> model.move(0, SHIFT);
            case PLUS, EQUALS, ADD -> model.zoom(STEP, 0.5, 0.5);
            case MINUS, SUBTRACT -> model.zoom(1 / STEP, 0.5, 0.5);
            case DIGIT0, NUMPAD0 -> model.fit();
            default -> {
                return;
            }
        }
        exact.setText(model.exact(0.5, 0.5));
        event.consume();
    }

    private void paint() {
        WeightViewModel.Picture now = model.picture().get();
        boolean masked = model.masked().get() || model.mode().get() == WeightMode.MASK;
        legend.setText(masked ? layers.describeMask() : "");
        if (now == null) {
            map.show(null);
        } else {
            map.show(
                    (width, height, palette) ->
                            now.tile()
                                    .figure(
                                            model.window().get(),
                                            width,
                                            height,
                                            now.over(),
                                            palette));
        }
    }

    private void chooseOther() {
        FileChooser chooser = new FileChooser();
        chooser.getExtensionFilters()
                .add(
                        new FileChooser.ExtensionFilter(
                                texts.get("files.models"), ModelFile.patterns()));
        File file = chooser.showOpenDialog(getScene().getWindow());
        if (file != null) {
            model.compareWith(file.toPath());
        }
    }
}
