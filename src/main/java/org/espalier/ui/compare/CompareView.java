package org.espalier.ui.compare;

import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

import org.espalier.compress.CompressionResult.LayerOutcome;
import org.espalier.report.Numbers;
import org.espalier.report.Palette;
import org.espalier.ui.Texts;
import org.espalier.ui.chart.FigureView;
import org.espalier.ui.theme.Icons;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

import java.util.List;

/** The verdict, the tiles, the charts and what was done to each layer. */
public final class CompareView extends StackPane {
    private static final double TILES = 144;

    private final ObservableValue<Palette> palette;
    private final Texts texts;
    private final Runnable goToTune;

    /**
     * A view of the last comparison.
     *
     * @param goToTune what the button of the empty state does
     */
    public CompareView(
            CompareViewModel compare,
            ObservableValue<Palette> palette,
            Texts texts,
            Runnable goToTune) {
        this.palette = palette;
        this.texts = texts;
        this.goToTune = goToTune;
        getStyleClass().add("screen");
        compare.shown().subscribe(this::show);
    }

    private void show(CompareViewModel.@Nullable Shown shown) {
        getChildren().setAll(shown == null ? empty() : page(shown));
    }

    private Node empty() {
        Label title = new Label(texts.get("compare.empty.title"));
        title.getStyleClass().add("empty-title");
        Label text = new Label(texts.get("compare.empty.text"));
        text.getStyleClass().add("muted");
        text.setWrapText(true);
        text.setMaxWidth(460);
        Button button = new Button(texts.get("compare.empty.button"));
        button.setId("compare-to-tune");
        button.setOnAction(e -> goToTune.run());
        VBox box = new VBox(12, Icons.of(Feather.BAR_CHART_2, 40), title, text, button);
        box.getStyleClass().add("empty");
        box.setAlignment(Pos.CENTER);
        return box;
    }

    private Node page(CompareViewModel.Shown shown) {
        VBox page = new VBox(12, verdict(shown), tiles(shown), charts(shown), changes(shown));
        page.getStyleClass().add("main-column");
        return page;
    }

    private Node verdict(CompareViewModel.Shown shown) {
        Text sentence = new Text(Numbers.unbroken(shown.verdict()) + " ");
        sentence.getStyleClass().add("verdict-text");
        Text detail = new Text(Numbers.unbroken(shown.detail()));
        detail.getStyleClass().add("verdict-detail");
        TextFlow flow = new TextFlow(sentence, detail);
        flow.setId("verdict");
        flow.getStyleClass().addAll("verdict", shown.mixed() ? "mixed" : "good");
        flow.setMinHeight(USE_PREF_SIZE);
        return flow;
    }

    private Node tiles(CompareViewModel.Shown shown) {
        HBox row = new HBox(12);
        row.setMinHeight(TILES);
        row.setPrefHeight(TILES);
        for (CompareTile tile : shown.tiles()) {
            TilePane node = new TilePane(tile, palette);
            node.setPrefWidth(200);
            HBox.setHgrow(node, Priority.ALWAYS);
            row.getChildren().add(node);
        }
        return row;
    }

    private Node charts(CompareViewModel.Shown shown) {
        HBox row = new HBox(12);
        row.getChildren()
                .add(
                        card(
                                "compare.latency.chart",
                                "compare.latency.chart.sub",
                                shown.latency()::figure));
        row.getChildren()
                .add(card("compare.size.chart", "compare.size.chart.sub", shown.size()::figure));
        if (shown.classes() != null) {
            row.getChildren()
                    .add(
                            card(
                                    "compare.class.chart",
                                    "compare.class.chart.sub",
                                    shown.classes()::figure));
        }
        VBox.setVgrow(row, Priority.ALWAYS);
        row.setMinHeight(220);
        return row;
    }

    private Node card(String title, String subtitle, FigureView.Source source) {
        Label head = new Label(texts.get(title));
        head.getStyleClass().add("card-title");
        Label sub = new Label(texts.get(subtitle));
        sub.getStyleClass().add("caption");
        FigureView figure = new FigureView(palette, texts);
        figure.show(source);
        VBox.setVgrow(figure, Priority.ALWAYS);
        VBox card = new VBox(2, head, sub, figure);
        card.getStyleClass().add("card");
        card.setPrefWidth(300);
        HBox.setHgrow(card, Priority.ALWAYS);
        return card;
    }

    private Node changes(CompareViewModel.Shown shown) {
        List<LayerOutcome> changes = shown.changes();
        return new ChangeTable(texts).build(changes);
    }
}
