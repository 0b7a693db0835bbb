package org.espalier.ui.tune;

import javafx.beans.value.ObservableValue;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.espalier.report.Numbers;

import java.util.List;
import java.util.Locale;

/** The tiles above the heatmap, side by side; only what changed is touched. */
final class TileRow extends HBox {
    /** Tiles of numbers, and behind them another one. */
    TileRow(ObservableValue<List<Tile>> tiles, Node last) {
        super(12);
        getStyleClass().add("tiles");
        getChildren().setAll(last);
        setMinHeight(USE_PREF_SIZE);
        tiles.subscribe(this::show);
    }

    private void show(List<Tile> tiles) {
        while (getChildren().size() <= tiles.size()) {
            getChildren().add(getChildren().size() - 1, new TileBox());
        }
        for (int i = 0; i < tiles.size(); i++) {
            ((TileBox) getChildren().get(i)).show(tiles.get(i));
        }
    }

    private static final class TileBox extends VBox {
        private final Label title = label("tile-title");
        private final Label value = label("tile-value");
        private final Label change = label("tile-change");
        private final Label note = label("tile-note");
        private final Tooltip source = new Tooltip();

        TileBox() {
            getStyleClass().add("tune-tile");
            FlowPane numbers = new FlowPane(8, 0, value, change);
            numbers.setRowValignment(VPos.BASELINE);
            title.setWrapText(true);
            note.setWrapText(true);
            getChildren().setAll(title, numbers, note);
            HBox.setHgrow(this, Priority.ALWAYS);
            setPrefWidth(200);
            setMinWidth(0);
            Tooltip.install(this, source);
        }

        private static Label label(String style) {
            Label label = new Label();
            label.getStyleClass().add(style);
            return label;
        }

        void show(Tile tile) {
            title.setText(Numbers.unbroken(tile.title()));
            value.setText(Numbers.unbroken(tile.value()));
            change.setText(Numbers.unbroken(tile.change()));
            note.setText(Numbers.unbroken(tile.note()));
            source.setText(tile.source());
            change.getStyleClass()
                    .setAll("label", "tile-change", tile.tone().name().toLowerCase(Locale.ROOT));
            note.getStyleClass().setAll("label", "tile-note", tile.warning() ? "warn" : "plain");
            setAccessibleText(
                    String.join(" ", tile.title(), tile.value(), tile.change(), tile.note()));
        }
    }
}
