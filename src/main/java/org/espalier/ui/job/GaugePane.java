package org.espalier.ui.job;

import eu.hansolo.tilesfx.Tile;
import eu.hansolo.tilesfx.TileBuilder;

import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.util.Duration;

import org.espalier.report.Ink;
import org.espalier.report.Palette;
import org.espalier.ui.Texts;
import org.espalier.ui.Workbench;

import java.util.ArrayList;
import java.util.List;

/** The gauges of the machine: rings of TilesFX in the colours of the theme, words of ours. */
final class GaugePane extends VBox {
    private static final double RING = 64;
    private static final Duration PERIOD = Duration.seconds(1);

    private final MachineViewModel machine;
    private final ObservableValue<Palette> palette;
    private final List<Dial> dials = new ArrayList<>();
    private final VBox column = new VBox(8);
    private final Timeline clock;

    GaugePane(
            MachineViewModel machine,
            ObservableValue<Workbench.DeviceFacts> device,
            ObservableValue<Palette> palette,
            Texts texts) {
        this.machine = machine;
        this.palette = palette;
        getStyleClass().add("gauges");
        getChildren().setAll(device(device, texts), column);
        machine.gauges().subscribe(this::show);
        clock = new Timeline(new KeyFrame(PERIOD, e -> machine.refresh()));
        clock.setCycleCount(Animation.INDEFINITE);
    }

    /** Reads the machine every second from now on, or no longer. */
    void live(boolean on) {
        if (on) {
            machine.refresh();
            clock.play();
        } else {
            clock.stop();
        }
    }

    private static VBox device(ObservableValue<Workbench.DeviceFacts> device, Texts texts) {
        Label title = label(texts.get("gauge.device"), "tile-title");
        Label name = label("", "gauge-device");
        name.textProperty().bind(device.map(Workbench.DeviceFacts::name));
        name.setWrapText(true);
        name.setMinHeight(USE_PREF_SIZE);
        return new VBox(1, title, name);
    }

    private void show(List<MachineViewModel.Gauge> gauges) {
        while (dials.size() < gauges.size()) {
            Dial dial = new Dial();
            dials.add(dial);
            column.getChildren().add(dial);
        }
        for (int i = 0; i < gauges.size(); i++) {
            dials.get(i).show(gauges.get(i));
        }
    }

    private static Label label(String text, String style) {
        Label label = new Label(text);
        label.getStyleClass().add(style);
        return label;
    }

    /** A ring with its words. */
    private final class Dial extends HBox {
        private final Tile ring =
                TileBuilder.create()
                        .skinType(Tile.SkinType.CIRCULAR_PROGRESS)
                        .animated(false)
                        .decimals(0)
                        .valueVisible(false)
                        .build();
        private final Label share = label("", "gauge-share");
        private final Label title = label("", "tile-title");
        private final Label value = label("", "gauge-value");
        private final Label note = label("", "tile-note");

        Dial() {
            ring.setFocusTraversable(false);
            ring.setMinSize(RING, RING);
            ring.setPrefSize(RING, RING);
            ring.setMaxSize(RING, RING);
            palette.subscribe(this::color);
            VBox words = new VBox(0, title, value, note);
            words.setAlignment(Pos.CENTER_LEFT);
            HBox.setHgrow(words, Priority.ALWAYS);
            setSpacing(10);
            setAlignment(Pos.CENTER_LEFT);
            getChildren().setAll(new StackPane(ring, share), words);
        }

        void show(MachineViewModel.Gauge gauge) {
            boolean known = !Double.isNaN(gauge.share());
            ring.setValue(known ? Math.clamp(gauge.share(), 0, 1) * 100 : 0);
            share.setText(known ? Math.round(gauge.share() * 100) + "%" : "");
            title.setText(gauge.title());
            value.setText(gauge.value());
            note.setText(gauge.note());
            setAccessibleText(String.join(" ", gauge.title(), gauge.value(), gauge.note()));
        }

        private void color(Palette now) {
            ring.setBackgroundColor(Color.TRANSPARENT);
            ring.setForegroundColor(Color.TRANSPARENT);
            ring.setValueColor(Color.TRANSPARENT);
            ring.setUnitColor(Color.TRANSPARENT);
            ring.setBarColor(paint(now.candidate()));
            ring.setBarBackgroundColor(paint(now.grid()));
        }

        private static Color paint(Ink ink) {
            return Color.rgb(ink.red(), ink.green(), ink.blue(), ink.opacity());
        }
    }
}
