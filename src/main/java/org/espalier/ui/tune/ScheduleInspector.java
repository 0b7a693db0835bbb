package org.espalier.ui.tune;

import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.espalier.model.Layer;
import org.espalier.report.DamageFigure;
import org.espalier.report.Numbers;
import org.espalier.report.Palette;
import org.espalier.ui.Texts;
import org.espalier.ui.chart.FigureView;
import org.espalier.ui.theme.Icons;
import org.espalier.ui.theme.SideBar;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The selected layer: its sparsity, its lock, its weights before and after, its damage curve. */
final class ScheduleInspector extends VBox {
    private static final double HALF = 142;
    private static final double HISTOGRAM = 96;
    private static final double CURVE = 158;

    private final TuneViewModel tune;
    private final Texts texts;
    private final Label name = new Label();
    private final Label headline = new Label();
    private final Label preview = new Label();
    private final Slider slider = new Slider(0, ScheduleEditor.MOST, 0);
    private final TextField number = new TextField();
    private final ToggleButton lock = new ToggleButton();
    private final FigureView before;
    private final FigureView after;
    private final FigureView histogram;
    private final FigureView curve;
    private boolean following;

    ScheduleInspector(TuneViewModel tune, ObservableValue<Palette> palette, Texts texts) {
        this.tune = tune;
        this.texts = texts;
        before = FigureView.ofHeight(HALF, palette, texts);
        after = FigureView.ofHeight(HALF, palette, texts);
        histogram = FigureView.ofHeight(HISTOGRAM, palette, texts);
        curve = FigureView.ofHeight(CURVE, palette, texts);
        getStyleClass().add("inspector");
        name.getStyleClass().add("section-title");
        headline.getStyleClass().add("muted");
        headline.setWrapText(true);
        HBox pair = new HBox(8, before, after);
        HBox.setHgrow(before, Priority.ALWAYS);
        HBox.setHgrow(after, Priority.ALWAYS);
        getChildren().setAll(name, headline, control(), SideBar.caption(preview), pair);
        getChildren().addAll(SideBar.caption(new Label(texts.get("tune.histogram"))), histogram);
        getChildren().addAll(SideBar.caption(new Label(texts.get("tune.curve"))), curve);
        tune.figure().subscribe(shown -> follow());
        tune.preview().subscribe(this::show);
    }

    private Node control() {
        Label label = new Label(texts.get("tune.sparsity"));
        label.setMinWidth(USE_PREF_SIZE);
        slider.setId("layer-sparsity");
        slider.setAccessibleText(texts.get("tune.sparsity"));
        slider.setBlockIncrement(0.01);
        slider.valueProperty().addListener((o, before, now) -> set(now.doubleValue()));
        HBox.setHgrow(slider, Priority.ALWAYS);
        number.setId("layer-percent");
        number.setAccessibleText(texts.get("tune.sparsity"));
        number.setPrefColumnCount(5);
        number.setMinWidth(70);
        number.setOnAction(e -> Percent.parse(number.getText()).ifPresent(this::set));
        lock.setId("layer-lock");
        lock.setAccessibleText(texts.get("tune.lock"));
        lock.setTooltip(new Tooltip(texts.get("tune.lock.tooltip")));
        lock.setOnAction(e -> tune.toggleLock(tune.selected().get()));
        HBox box = new HBox(8, label, slider, number, lock);
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    private void set(double sparsity) {
        if (!following && tune.selected().get() >= 0) {
            tune.setSparsity(tune.selected().get(), sparsity);
        }
    }

    /** Takes over the model's state; what the controls tell meanwhile is no edit. */
    private void follow() {
        Layer layer = tune.selectedLayer();
        setVisible(layer != null);
        if (layer == null) {
            return;
        }
        following = true;
        int index = tune.selected().get();
        name.setText(layer.id().name());
        headline.setText(headline(layer));
        slider.setValue(tune.sparsity(index));
        number.setText(Numbers.percent(tune.sparsity(index)));
        lock.setSelected(tune.locked(index));
        lock.setGraphic(Icons.of(tune.locked(index) ? Feather.LOCK : Feather.UNLOCK, 14));
        DamageFigure curves = tune.curves();
        curve.show(curves == null ? null : curves::figure);
        following = false;
    }

    private String headline(Layer layer) {
        double share = tune.study().summary().layers().get(tune.selected().get()).share();
        return texts.get(
                "layer.headline",
                layer.kind(),
                layer.inChannels() + " → " + layer.outFeatures(),
                Numbers.count(layer.weightCount()),
                Numbers.percent(share));
    }

    private void show(@Nullable LayerPreview shown) {
        if (shown != null) {
            preview.setText(
                    texts.get("tune.preview", shown.method(), Numbers.count(shown.removed())));
            before.show(shown.before()::figure);
            after.show(shown.after()::figure);
            histogram.show(shown.histogram()::figure);
        }
    }
}
