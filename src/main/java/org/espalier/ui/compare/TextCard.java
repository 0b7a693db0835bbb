package org.espalier.ui.compare;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.espalier.ui.Texts;

/** A prompt, and what two language models make of it side by side. */
final class TextCard extends VBox {
    private static final int MOST_TOKENS = 400;
    private static final int STEP = 20;
    private static final double NUMBER = 84;

    private final TextSamples samples;
    private final Texts texts;

    /** A card with the names of the models. */
    TextCard(TextSamples samples, String baseline, String candidate, Texts texts) {
        super(8);
        this.samples = samples;
        this.texts = texts;
        setId("text-samples");
        HBox sides =
                new HBox(
                        12,
                        side("before", baseline, samples.before()),
                        side("after", candidate, samples.after()));
        VBox.setVgrow(sides, Priority.ALWAYS);
        getChildren().setAll(bar(), message(), sides);
    }

    private Node bar() {
        TextField prompt = new TextField();
        prompt.setId("text-prompt");
        prompt.setAccessibleText(texts.get("compare.text.prompt"));
        prompt.setPromptText(texts.get("compare.text.prompt"));
        prompt.textProperty().bindBidirectional(samples.prompt());
        prompt.setOnAction(e -> samples.start());
        HBox.setHgrow(prompt, Priority.ALWAYS);
        Spinner<Integer> tokens = number("text-tokens", 1, MOST_TOKENS, samples.tokens().get());
        tokens.valueProperty().subscribe(now -> samples.tokens().set(now));
        CheckBox drawn = new CheckBox(texts.get("compare.text.drawn"));
        drawn.setId("text-drawn");
        drawn.setMinWidth(USE_PREF_SIZE);
        drawn.setTooltip(new Tooltip(texts.get("compare.text.drawn.tooltip")));
        drawn.selectedProperty().bindBidirectional(samples.drawn());
        Spinner<Integer> seed = number("text-seed", 0, Integer.MAX_VALUE, samples.seed().get());
        seed.valueProperty().subscribe(now -> samples.seed().set(now));
        seed.disableProperty().bind(drawn.selectedProperty().not());
        Button start = new Button(texts.get("compare.text.start"));
        start.setId("text-start");
        start.getStyleClass().add("accent");
        start.setMinWidth(USE_PREF_SIZE);
        start.setOnAction(e -> samples.start());
        start.disableProperty().bind(samples.running().isNotNull().or(samples.prompt().isEmpty()));
        Button stop = new Button(texts.get("compare.text.stop"));
        stop.setId("text-stop");
        stop.setMinWidth(USE_PREF_SIZE);
        stop.setOnAction(e -> samples.stop());
        stop.disableProperty().bind(samples.running().isNull());
        HBox bar =
                new HBox(
                        8,
                        prompt,
                        caption("compare.text.tokens"),
                        tokens,
                        drawn,
                        caption("compare.text.seed"),
                        seed,
                        start,
                        stop);
        bar.setAlignment(Pos.CENTER_LEFT);
        return bar;
    }

    private Label caption(String key) {
        Label label = new Label(texts.get(key));
        label.getStyleClass().add("caption");
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }

    private Spinner<Integer> number(String id, int least, int most, int now) {
        Spinner<Integer> spinner = new Spinner<>(least, most, now, least == 0 ? 1 : STEP);
        spinner.setId(id);
        spinner.setEditable(true);
        spinner.setPrefWidth(NUMBER);
        spinner.setMinWidth(NUMBER);
        return spinner;
    }

    private Node message() {
        Label message = new Label();
        message.setId("text-message");
        message.getStyleClass().add("muted");
        message.setWrapText(true);
        message.textProperty().bind(samples.message());
        message.managedProperty().bind(samples.message().isNotEmpty());
        return message;
    }

    private Node side(String id, String model, TextSamples.Side side) {
        Label name = new Label(model);
        name.getStyleClass().add("card-title");
        Label speed = new Label();
        speed.setId("text-speed-" + id);
        speed.getStyleClass().add("caption");
        speed.setMinWidth(USE_PREF_SIZE);
        speed.textProperty().bind(side.speed());
        HBox head = new HBox(10, name, speed);
        head.setAlignment(Pos.BASELINE_LEFT);
        Label text = new Label();
        text.setId("text-" + id);
        text.setWrapText(true);
        text.textProperty().bind(side.text().map(String::stripLeading));
        ScrollPane scroll = new ScrollPane(text);
        scroll.setFitToWidth(true);
        scroll.setMinHeight(0);
        // At the end it stays there while the text grows, until the user scrolls.
        samples.running().subscribe(now -> scroll.setVvalue(now == null ? scroll.getVvalue() : 1));
        VBox.setVgrow(scroll, Priority.ALWAYS);
        VBox box = new VBox(4, head, scroll);
        box.getStyleClass().add("card");
        box.setPrefWidth(1);
        box.setMinHeight(0);
        HBox.setHgrow(box, Priority.ALWAYS);
        return box;
    }
}
