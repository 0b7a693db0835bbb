package org.espalier.ui.compare;

import eu.hansolo.tilesfx.Tile;
import eu.hansolo.tilesfx.TileBuilder;

import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;

import org.espalier.report.Ink;
import org.espalier.report.Numbers;
import org.espalier.report.Palette;

/**
 * A tile of the comparison: the number in words, and a ring of TilesFX for its share, in the
 * colours of the theme (TilesFX itself knows a dark one only).
 */
final class TilePane extends HBox {
    private static final double RING = 104;

    TilePane(CompareTile content, ObservableValue<Palette> palette) {
        getStyleClass().add("compare-tile");
        setAlignment(Pos.CENTER_LEFT);
        VBox words =
                new VBox(
                        4,
                        label(content.title(), "tile-title"),
                        label(content.value(), "compare-value"),
                        spacer(),
                        label(content.note(), "tile-note"));
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        getChildren().add(words);
        if (!Double.isNaN(content.share())) {
            getChildren().add(share(content, palette));
        }
        setAccessibleText(String.join(" ", content.title(), content.value(), content.note()));
        Tooltip.install(this, new Tooltip(content.source()));
    }

    private static Label label(String text, String style) {
        Label label = new Label(Numbers.unbroken(text));
        label.getStyleClass().add(style);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }

    private static Region spacer() {
        Region spacer = new Region();
        VBox.setVgrow(spacer, Priority.ALWAYS);
        return spacer;
    }

    /** TilesFX would write the unit in tiny letters, so the share is a label of ours. */
    private static StackPane share(CompareTile content, ObservableValue<Palette> palette) {
        Label share = label(Numbers.wholePercent(content.share()), "ring-value");
        share.setWrapText(false);
        return new StackPane(ring(content, palette), share);
    }

    private static Tile ring(CompareTile content, ObservableValue<Palette> palette) {
        Tile ring =
                TileBuilder.create()
                        .skinType(Tile.SkinType.CIRCULAR_PROGRESS)
                        .animated(false)
                        .decimals(0)
                        .valueVisible(false)
                        .value(Math.min(1, content.share()) * 100)
                        .build();
        ring.setMinSize(RING, RING);
        ring.setPrefSize(RING, RING);
        ring.setMaxSize(RING, RING);
        palette.subscribe(now -> color(ring, content, now));
        return ring;
    }

    private static void color(Tile ring, CompareTile content, Palette palette) {
        ring.setBackgroundColor(Color.TRANSPARENT);
        ring.setForegroundColor(Color.TRANSPARENT);
        ring.setValueColor(Color.TRANSPARENT);
        ring.setUnitColor(Color.TRANSPARENT);
        ring.setBarColor(color(content.worse() ? palette.loss() : palette.candidate()));
        ring.setBarBackgroundColor(color(palette.grid()));
    }

    private static Color color(Ink ink) {
        return Color.rgb(ink.red(), ink.green(), ink.blue(), ink.opacity());
    }
}
