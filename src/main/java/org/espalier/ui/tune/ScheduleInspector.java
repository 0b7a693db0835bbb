package org.espalier.ui.tune;

import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.espalier.model.Layer;
import org.espalier.report.DamageFigure;
import org.espalier.report.Numbers;
import org.espalier.report.Palette;
import org.espalier.ui.Texts;
import org.espalier.ui.chart.FigureView;
import org.espalier.ui.theme.SideBar;
import org.jspecify.annotations.Nullable;

/** The selected layer: what it is to lose, its weights before and after, its damage curves. */
final class ScheduleInspector extends VBox {
    private static final double HALF = 142;
    private static final double HISTOGRAM = 96;
    private static final double CURVE = 158;

    private final TuneViewModel tune;
    private final Texts texts;
    private final LayerControls controls;
    private final Label name = new Label();
    private final Label headline = new Label();
    private final Label preview = new Label();
    private final Label curveTitle = new Label();
    private final Label facts = new Label();
    private final FigureView before;
    private final FigureView after;
    private final FigureView histogram;
    private final FigureView curve;

    ScheduleInspector(TuneViewModel tune, ObservableValue<Palette> palette, Texts texts) {
        this.tune = tune;
        this.texts = texts;
        controls = new LayerControls(tune, texts);
        before = FigureView.ofHeight(HALF, palette, texts);
        after = FigureView.ofHeight(HALF, palette, texts);
        histogram = FigureView.ofHeight(HISTOGRAM, palette, texts);
        curve = FigureView.ofHeight(CURVE, palette, texts);
        getStyleClass().add("inspector");
        name.getStyleClass().add("section-title");
        name.setWrapText(true);
        headline.getStyleClass().add("muted");
        headline.setWrapText(true);
        facts.setId("layer-facts");
        HBox pair = new HBox(8, before, after);
        HBox.setHgrow(before, Priority.ALWAYS);
        HBox.setHgrow(after, Priority.ALWAYS);
        getChildren().setAll(name, headline, controls, SideBar.caption(preview), pair);
        getChildren().addAll(SideBar.caption(new Label(texts.get("tune.histogram"))), histogram);
        getChildren().addAll(SideBar.caption(curveTitle), curve, SideBar.caption(facts));
        tune.figure().subscribe(shown -> follow());
        tune.previews().preview().subscribe(this::show);
        tune.previews().problem().subscribe(this::explain);
    }

    /** Puts the keyboard into the selected layers' sparsity. */
    void focusValue() {
        controls.focusValue();
    }

    private void follow() {
        Layer layer = tune.selectedLayer();
        setVisible(layer != null);
        if (layer != null) {
            controls.follow();
            name.setText(layer.id().name());
            headline.setText(headline(layer));
            DamageFigure curves = tune.curves();
            curve.show(curves == null ? null : curves::figure);
            curveTitle.setText(tune.describeCurves());
            facts.setText(Numbers.unbroken(tune.describeFacts()));
        }
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
            String removed = Numbers.count(shown.removed());
            preview.setText(texts.get("tune.preview", shown.method(), removed));
            before.show(shown.before()::figure);
            after.show(shown.after()::figure);
            histogram.show(shown.histogram()::figure);
        }
    }

    private void explain(String problem) {
        if (!problem.isEmpty()) {
            preview.setText(problem);
        }
    }
}
