package org.espalier.ui.model;

import javafx.beans.value.ObservableValue;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;

import org.espalier.base.WholeFile;
import org.espalier.report.Palette;
import org.espalier.report.Shape.Point;
import org.espalier.report.WeightMarginals;
import org.espalier.report.WeightMode;
import org.espalier.ui.Texts;
import org.espalier.ui.chart.FigureView;
import org.jspecify.annotations.Nullable;

import java.io.File;
import java.util.List;

import javax.imageio.ImageIO;

/** The weights of the selected layer as a map: wheel zooms, drag moves, the pointer reads. */
final class WeightView extends VBox {
    private static final double SIDE = 292;
    private static final double BARS = 64;
    private static final double STEP = 1.25;
    private static final double SHIFT = 0.1;
    private static final List<WeightMode> MODES =
            List.of(WeightMode.ABSOLUTE, WeightMode.VALUE, WeightMode.ZEROS, WeightMode.DIFFERENCE);

    private final WeightViewModel model;
    private final Texts texts;
    private final FigureView map;
    private final FigureView rowBars;
    private final FigureView columnBars;
    private final Label exact = new Label();
    private final Label rowCaption = new Label();
    private final Label columnCaption = new Label();
    private @Nullable Point pressed;

    WeightView(WeightViewModel model, ObservableValue<Palette> palette, Texts texts) {
        this.model = model;
        this.texts = texts;
        map = FigureView.ofHeight(SIDE, palette, texts);
        rowBars = FigureView.ofHeight(BARS, palette, texts);
        columnBars = FigureView.ofHeight(BARS, palette, texts);
        map.setId("weight-map");
        map.setFocusTraversable(true);
        setSpacing(6);
        exact.setId("weight-exact");
        for (Label label : List.of(exact, rowCaption, columnCaption)) {
            label.getStyleClass().add("caption");
        }
        exact.setText(texts.get("model.weight.hint"));
        getChildren()
                .setAll(
                        map,
                        exact,
                        buttons(),
                        problem(),
                        rowCaption,
                        rowBars,
                        columnCaption,
                        columnBars);
        listen();
        model.picture().subscribe(this::paint);
        model.window().subscribe(this::paint);
        model.marginals().subscribe(this::showMarginals);
        paint();
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
        ToggleButton violations = new ToggleButton(texts.get("model.weight.violations"));
        violations.setId("weight-violations");
        violations.setTooltip(new Tooltip(texts.get("model.weight.violations.tooltip")));
        violations
                .selectedProperty()
                .subscribe(
                        on ->
                                model.overlay()
                                        .set(
                                                on
                                                        ? WeightViewModel.Overlay.VIOLATIONS
                                                        : WeightViewModel.Overlay.NONE));
        Button save = new Button(texts.get("model.weight.save"));
        save.setId("weight-save");
        save.setOnAction(e -> save());
        violations.setMinWidth(USE_PREF_SIZE);
        save.setMinWidth(USE_PREF_SIZE);
        return new HBox(6, modes, violations, save);
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
        map.widthProperty().subscribe(w -> model.resize(w.doubleValue(), SIDE));
        map.setOnScroll(this::scroll);
        map.setOnMousePressed(this::press);
        map.setOnMouseDragged(this::drag);
        map.setOnMouseMoved(this::read);
        map.setOnKeyPressed(this::key);
    }

    private double x(double pixels) {
        return pixels / Math.max(1, map.getWidth());
    }

    private static double y(double pixels) {
        return pixels / SIDE;
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

    private void showMarginals(@Nullable WeightMarginals sums) {
        if (sums == null) {
            rowBars.show(null);
            columnBars.show(null);
            return;
        }
        boolean zeros = sums.hasZeros();
        String what = zeros ? "zeros" : "norms";
        rowCaption.setText(texts.get("model.rows." + what));
        columnCaption.setText(texts.get("model.columns." + what));
        rowBars.show((width, height, palette) -> sums.rows(zeros, width, height, palette));
        columnBars.show((width, height, palette) -> sums.columns(zeros, width, height, palette));
    }

    private void chooseOther() {
        FileChooser chooser = chooser("files.onnx", "*.onnx");
        File file = chooser.showOpenDialog(getScene().getWindow());
        if (file != null) {
            model.compareWith(file.toPath());
        }
    }

    private void save() {
        FileChooser chooser = chooser("files.png", "*.png");
        chooser.setInitialFileName("weights.png");
        File file = chooser.showSaveDialog(getScene().getWindow());
        if (file != null) {
            WritableImage image = map.snapshot(null, null);
            WholeFile.write(
                    file.toPath(),
                    aside ->
                            ImageIO.write(
                                    SwingFXUtils.fromFXImage(image, null), "png", aside.toFile()));
        }
    }

    private FileChooser chooser(String name, String pattern) {
        FileChooser chooser = new FileChooser();
        chooser.getExtensionFilters()
                .add(new FileChooser.ExtensionFilter(texts.get(name), pattern));
        return chooser;
    }
}
