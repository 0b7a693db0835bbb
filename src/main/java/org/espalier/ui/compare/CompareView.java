package org.espalier.ui.compare;

import javafx.application.Platform;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

import org.espalier.report.Numbers;
import org.espalier.report.Palette;
import org.espalier.report.compare.Headline;
import org.espalier.report.compare.MeasureTile;
import org.espalier.ui.Texts;
import org.espalier.ui.theme.EmptyState;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

import java.util.List;
import java.util.function.Consumer;

/** The verdict, the tiles, the charts, and below them the runs, samples and layers. */
public final class CompareView extends BorderPane {
    private static final double TILES = 138;

    private final CompareViewModel compare;
    private final Texts texts;
    private final Runnable goToTune;
    private final FigureCards cards;
    private final Details details;

    /**
     * A view of the chosen comparison.
     *
     * @param goToTune what the button of the empty state does
     * @param dress gives the scene of a presentation the window's theme
     */
    public CompareView(
            CompareViewModel compare,
            ObservableValue<Palette> palette,
            Texts texts,
            Runnable goToTune,
            Consumer<Scene> dress) {
        this.compare = compare;
        this.texts = texts;
        this.goToTune = goToTune;
        cards = new FigureCards(compare, palette, texts);
        details = new Details(compare, palette, texts);
        getStyleClass().add("screen");
        CompareBar bar =
                new CompareBar(
                        compare,
                        texts,
                        () -> new PresentStage(compare, palette, texts, dress).show(getScene()));
        setTop(bar);
        compare.shown().subscribe(shown -> show(shown, bar));
    }

    private void show(CompareViewModel.@Nullable Shown shown, CompareBar bar) {
        bar.setVisible(shown != null);
        bar.setManaged(shown != null);
        setCenter(shown == null ? empty() : page(shown));
    }

    private Node empty() {
        Button button = new Button(texts.get("compare.empty.button"));
        button.setId("compare-to-tune");
        button.setOnAction(e -> goToTune.run());
        return new EmptyState(
                Feather.BAR_CHART_2,
                texts.get("compare.empty.title"),
                texts.get("compare.empty.text"),
                button);
    }

    private Node page(CompareViewModel.Shown shown) {
        Node charts = cards.build(shown.figures());
        StackPane more = details.place();
        afterFrame(() -> more.getChildren().setAll(details.build(shown)));
        VBox.setVgrow(charts, Priority.ALWAYS);
        VBox page =
                new VBox(
                        12,
                        verdict(shown.headline(), shown.tiles()),
                        tiles(shown.tiles()),
                        charts,
                        more);
        page.getStyleClass().add("main-column");
        return page;
    }

    /** Tables are dear to build: in a frame of their own they hold up nobody. */
    private void afterFrame(Runnable work) {
        Scene scene = getScene();
        if (scene == null || scene.getWindow() == null || !scene.getWindow().isShowing()) {
            work.run();
            return;
        }
        Runnable[] once = new Runnable[1];
        once[0] =
                () -> {
                    scene.removePostLayoutPulseListener(once[0]);
                    work.run();
                };
        scene.addPostLayoutPulseListener(once[0]);
        Platform.requestNextPulse();
    }

    private static Node verdict(Headline headline, List<MeasureTile> tiles) {
        Text sentence = new Text(Numbers.unbroken(headline.verdict()) + " ");
        sentence.getStyleClass().add("verdict-text");
        Text detail = new Text(Numbers.unbroken(headline.detail()));
        detail.getStyleClass().add("verdict-detail");
        TextFlow flow = new TextFlow(sentence);
        if (!headline.goals().isEmpty()) {
            Text goals = new Text(Numbers.unbroken(headline.goals()) + " ");
            goals.getStyleClass().add("verdict-goals");
            flow.getChildren().add(goals);
        }
        flow.getChildren().add(detail);
        flow.setId("verdict");
        flow.getStyleClass().addAll("verdict", headline.mixed() ? "mixed" : "good");
        flow.setMinHeight(USE_PREF_SIZE);
        Tooltip.install(flow, new Tooltip(tiles.getFirst().source()));
        return flow;
    }

    private static HBox tiles(List<MeasureTile> tiles) {
        HBox row = new HBox(12);
        row.setMinHeight(TILES);
        row.setPrefHeight(TILES);
        for (MeasureTile tile : tiles) {
            TilePane node = new TilePane(tile);
            node.setPrefWidth(200);
            HBox.setHgrow(node, Priority.ALWAYS);
            row.getChildren().add(node);
        }
        return row;
    }
}
