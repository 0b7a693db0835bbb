package org.espalier.ui.compare;

import eu.hansolo.tilesfx.Tile;
import eu.hansolo.tilesfx.TileBuilder;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;

import org.espalier.report.Ink;
import org.espalier.report.Numbers;
import org.espalier.report.Palette;
import org.espalier.report.compare.MeasureTile;

/**
 * A tile of the comparison, dark in both themes: the number in words, and a ring of TilesFX for its
 * share.
 */
final class TilePane extends HBox {
    private static final double RING = 108;

    TilePane(MeasureTile content) {
        getStyleClass().add("compare-tile");
        setAlignment(Pos.CENTER_LEFT);
        Label value = label(content.value(), "compare-value");
        if (content.worse()) {
            value.getStyleClass().add("worse");
        }
        VBox words =
                new VBox(
                        2,
                        label(content.title(), "compare-tile-words"),
                        value,
                        spacer(),
                        label(content.note(), "compare-tile-words"));
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        getChildren().add(words);
        if (!Double.isNaN(content.share())) {
            getChildren().add(ring(content));
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

    private static Tile ring(MeasureTile content) {
        Palette palette = Palette.DARK;
        Tile ring =
                TileBuilder.create()
                        .skinType(Tile.SkinType.CIRCULAR_PROGRESS)
                        .animated(false)
                        .value(Math.min(1, content.share()) * 100)
                        .build();
        ring.setFocusTraversable(false);
        ring.setMinSize(RING, RING);
        ring.setPrefSize(RING, RING);
        ring.setMaxSize(RING, RING);
        ring.setBackgroundColor(Color.TRANSPARENT);
        ring.setForegroundColor(Color.TRANSPARENT);
        ring.setValueColor(Color.TRANSPARENT);
        ring.setUnitColor(Color.TRANSPARENT);
        ring.setTextColor(Color.TRANSPARENT);
        ring.setBarColor(color(content.worse() ? palette.loss() : palette.candidate()));
        ring.setBarBackgroundColor(color(palette.grid()));
        return ring;
    }

    private static Color color(Ink ink) {
        return Color.rgb(ink.red(), ink.green(), ink.blue(), ink.opacity());
    }
}
