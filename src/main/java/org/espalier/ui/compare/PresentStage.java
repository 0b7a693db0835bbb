package org.espalier.ui.compare;

import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;

import org.espalier.report.Numbers;
import org.espalier.report.Palette;
import org.espalier.report.compare.MeasureTile;
import org.espalier.ui.Texts;
import org.espalier.ui.chart.FigureView;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Consumer;

/**
 * The comparison on the whole screen, page by page, in large type. It shows what was measured and
 * nothing else: no path, no log, no message.
 */
final class PresentStage {
    /** Lines of text on a screen. */
    private static final double LINES = 36;

    /** Share of the width that the boxes with numbers take. */
    private static final double FACTS = 0.86;

    private final CompareViewModel compare;
    private final ObservableValue<Palette> palette;
    private final Texts texts;
    private final Consumer<Scene> dress;
    private final BorderPane root = new BorderPane();
    private List<Story.Page> pages = List.of();
    private int page;

    PresentStage(
            CompareViewModel compare,
            ObservableValue<Palette> palette,
            Texts texts,
            Consumer<Scene> dress) {
        this.compare = compare;
        this.palette = palette;
        this.texts = texts;
        this.dress = dress;
    }

    /** Shows it over the window of a scene; nothing happens before there is a comparison. */
    void show(Scene over) {
        CompareViewModel.@Nullable Shown shown = compare.shown().get();
        if (shown == null) {
            return;
        }
        pages = new Story(shown, compare.samples().get(), texts).pages();
        root.setId("presentation");
        root.getStyleClass().add("present");
        Scene scene = new Scene(root, over.getWidth(), over.getHeight());
        dress.accept(scene);
        root.styleProperty()
                .bind(
                        Bindings.format(
                                "-fx-font-size: %.1fpx;", root.heightProperty().divide(LINES)));
        Stage stage = new Stage();
        stage.initOwner(over.getWindow());
        stage.setTitle(texts.get("compare.present"));
        stage.setScene(scene);
        stage.setFullScreenExitHint("");
        stage.setFullScreenExitKeyCombination(KeyCombination.NO_MATCH);
        stage.setFullScreen(true);
        scene.addEventHandler(KeyEvent.KEY_PRESSED, event -> key(event, stage));
        root.heightProperty().subscribe(height -> paint());
        stage.show();
    }

    private void key(KeyEvent event, Stage stage) {
        switch (event.getCode()) {
            case RIGHT, DOWN, SPACE, PAGE_DOWN -> turn(page + 1);
            case LEFT, UP, BACK_SPACE, PAGE_UP -> turn(page - 1);
            case HOME -> turn(0);
            case END -> turn(pages.size() - 1);
            case ESCAPE -> stage.close();
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void turn(int to) {
        page = Math.clamp(to, 0, pages.size() - 1);
        paint();
    }

    private void paint() {
        Story.Page now = pages.get(page);
        Label title = label(now.title(), "present-title");
        Label lead = label(now.lead(), "present-lead");
        VBox body = new VBox(title, lead);
        body.getStyleClass().add("present-body");
        if (!now.facts().isEmpty()) {
            body.getChildren().add(facts(now));
        }
        if (!now.figures().isEmpty()) {
            body.getChildren().add(figures(now.figures()));
        }
        root.setCenter(body);
        Label count = label(texts.get("present.page", page + 1, pages.size()), "present-count");
        count.setId("present-count");
        HBox foot = new HBox(count);
        foot.setAlignment(Pos.CENTER_RIGHT);
        foot.getStyleClass().add("present-foot");
        root.setBottom(foot);
    }

    /** In the middle of what is left of the page, unless figures stand below them. */
    private Node facts(Story.Page page) {
        HBox facts = new HBox();
        facts.getStyleClass().add("present-facts");
        double room = FACTS * root.getWidth() / page.facts().size();
        page.facts().forEach(fact -> facts.getChildren().add(fact(fact, room)));
        if (!page.figures().isEmpty()) {
            return facts;
        }
        VBox middle = new VBox(facts);
        middle.setAlignment(Pos.CENTER);
        VBox.setVgrow(middle, Priority.ALWAYS);
        return middle;
    }

    private Node figures(List<FigureView.Source> sources) {
        HBox row = new HBox();
        row.getStyleClass().add("present-facts");
        for (FigureView.Source source : sources) {
            FigureView view = new FigureView(palette, texts);
            view.setMinSize(0, 0);
            view.setPrefSize(10, 10);
            view.show(source);
            HBox.setHgrow(view, Priority.ALWAYS);
            row.getChildren().add(view);
        }
        VBox.setVgrow(row, Priority.ALWAYS);
        return row;
    }

    private static Node fact(MeasureTile fact, double width) {
        VBox box =
                new VBox(
                        label(fact.title(), "present-fact-title"),
                        label(fact.value(), "present-fact-value"),
                        label(fact.note(), "present-fact-title"));
        box.getStyleClass().add("compare-tile");
        box.getStyleClass().add("present-fact");
        box.setPrefWidth(width);
        HBox.setHgrow(box, Priority.ALWAYS);
        return box;
    }

    private static Label label(String text, String style) {
        Label label = new Label(Numbers.unbroken(text));
        label.getStyleClass().add(style);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
