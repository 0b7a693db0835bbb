package org.espalier.ui.tune;

import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.espalier.analyze.Duel;
import org.espalier.report.DuelFigure;
import org.espalier.report.Palette;
import org.espalier.ui.Texts;
import org.espalier.ui.action.Sheet;
import org.espalier.ui.chart.FigureView;
import org.espalier.ui.theme.Icons;
import org.espalier.ui.tune.DuelViewModel.Entrant;
import org.espalier.ui.tune.DuelViewModel.Stage;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** A card over the window: methods on one layer, side by side. */
public final class DuelCard extends VBox {
    private static final double HEIGHT = 340;

    private final DuelViewModel duel;
    private final Sheet sheet;
    private final Texts texts;
    private final TextField target = new TextField();
    private final FigureView figure;

    /** The card of a duel, on that sheet. */
    public DuelCard(
            DuelViewModel duel, Sheet sheet, ObservableValue<Palette> palette, Texts texts) {
        this.duel = duel;
        this.sheet = sheet;
        this.texts = texts;
        figure = FigureView.ofHeight(HEIGHT, palette, texts);
        figure.setId("duel-figure");
        getStyleClass().add("duel");
        setId("duel");
        getChildren().setAll(head(), choices(), place(), foot());
        duel.duel().subscribe(this::paint);
    }

    /** Shows it for the layer that is selected. */
    public void show() {
        duel.open();
        sheet.show(this, target);
    }

    private void paint(@Nullable Duel found) {
        figure.show(found == null ? null : new DuelFigure(found)::figure);
    }

    private Node head() {
        Label title = new Label();
        title.textProperty().bind(duel.title());
        title.getStyleClass().add("section-title");
        Label what = new Label(texts.get("duel.what"));
        what.getStyleClass().add("muted");
        what.setWrapText(true);
        return new VBox(2, title, what);
    }

    private Node choices() {
        HBox box = new HBox(14);
        box.setAlignment(Pos.CENTER_LEFT);
        duel.entrants().forEach(one -> box.getChildren().add(tick(one)));
        target.setId("duel-target");
        target.setPrefColumnCount(6);
        target.setMinWidth(Region.USE_PREF_SIZE);
        target.setAccessibleText(texts.get("duel.target"));
        target.setTooltip(new Tooltip(texts.get("duel.target.tooltip")));
        target.textProperty().bindBidirectional(duel.target());
        target.setOnAction(e -> duel.start());
        Button start = new Button(texts.get("duel.start"));
        start.setId("duel-start");
        start.getStyleClass().add("accent");
        start.setMinWidth(Region.USE_PREF_SIZE);
        start.setTooltip(new Tooltip(texts.get("duel.start.tooltip")));
        start.disableProperty().bind(duel.startable().not());
        start.setOnAction(e -> duel.start());
        Region spacer = new Region();
        HBox.setHgrow(spacer, Priority.ALWAYS);
        Label to = new Label(texts.get("duel.target"));
        to.setMinWidth(Region.USE_PREF_SIZE);
        box.getChildren().addAll(spacer, to, target, start);
        return box;
    }

    private static CheckBox tick(Entrant one) {
        CheckBox box = new CheckBox(one.method().facts().title());
        box.setId("duel-" + one.method().key());
        box.setMinWidth(Region.USE_PREF_SIZE);
        box.setTooltip(
                new Tooltip(one.method().facts().summary() + "\n" + one.method().facts().source()));
        box.selectedProperty().bindBidirectional(one.chosen());
        return box;
    }

    /** The figure, or what stands in its place. */
    private Node place() {
        figure.visibleProperty().bind(duel.stage().isEqualTo(Stage.DONE));
        ProgressIndicator wheel = new ProgressIndicator();
        wheel.setMaxSize(36, 36);
        wheel.setAccessibleText(texts.get("duel.running"));
        wheel.visibleProperty().bind(duel.stage().isEqualTo(Stage.RUNNING));
        wheel.managedProperty().bind(wheel.visibleProperty());
        Node problem = Icons.of(Feather.ALERT_CIRCLE, 28);
        problem.visibleProperty().bind(duel.stage().isEqualTo(Stage.FAILED));
        problem.managedProperty().bind(problem.visibleProperty());
        Label words = words("duel-words");
        VBox instead = new VBox(12, wheel, problem, words);
        instead.setAlignment(Pos.CENTER);
        instead.visibleProperty().bind(figure.visibleProperty().not());
        StackPane place = new StackPane(figure, instead);
        place.getStyleClass().add("duel-place");
        return place;
    }

    private Label words(String id) {
        Label words = new Label();
        words.setId(id);
        words.getStyleClass().add("muted");
        words.setWrapText(true);
        words.textProperty().bind(duel.message());
        return words;
    }

    private Node foot() {
        Label legend = new Label(texts.get("duel.legend"));
        legend.getStyleClass().add("muted");
        legend.setWrapText(true);
        Label notes = words("duel-notes");
        notes.visibleProperty()
                .bind(duel.stage().isEqualTo(Stage.DONE).and(duel.message().isNotEmpty()));
        notes.managedProperty().bind(notes.visibleProperty());
        Button save = new Button(texts.get("duel.save"));
        save.setId("duel-save");
        save.setMinWidth(Region.USE_PREF_SIZE);
        save.setTooltip(new Tooltip(texts.get("duel.save.tooltip")));
        save.disableProperty().bind(duel.stage().isNotEqualTo(Stage.DONE));
        save.setOnAction(e -> figure.showMenu(save));
        HBox.setHgrow(legend, Priority.ALWAYS);
        HBox line = new HBox(16, legend, save);
        line.setAlignment(Pos.TOP_LEFT);
        return new VBox(6, notes, line);
    }
}
