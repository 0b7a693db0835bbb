package org.espalier.ui.tune;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.controlsfx.control.PopOver;
import org.espalier.project.Goals;
import org.espalier.project.Goals.Outcome;
import org.espalier.report.Numbers;
import org.espalier.ui.GoalWords;
import org.espalier.ui.Texts;
import org.espalier.ui.theme.Icons;
import org.kordamp.ikonli.feather.Feather;

import java.util.List;
import java.util.Locale;

/** How many goals the schedule would meet; pressed, it asks for the goals. */
final class GoalsTile extends Button {
    private static final double SIDES = 28;

    private final GoalWords words;
    private final Texts texts;
    private final Label value = new Label();
    private final FlowPane marks = new FlowPane(8, 1);
    private final Tooltip tooltip = new Tooltip();

    GoalsTile(Outlook outlook, Texts texts) {
        this.texts = texts;
        words = new GoalWords(texts);
        setId("goals");
        getStyleClass().setAll("tune-tile", "goals-tile");
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        Label title = new Label(texts.get("goals.title"));
        title.getStyleClass().add("tile-title");
        VBox box = new VBox(1, title, value, marks);
        setGraphic(box);
        setMaxWidth(Double.MAX_VALUE);
        setMaxHeight(Double.MAX_VALUE);
        setPrefWidth(200);
        setMinWidth(0);
        marks.prefWrapLengthProperty().bind(widthProperty().subtract(SIDES));
        HBox.setHgrow(this, Priority.ALWAYS);
        setTooltip(tooltip);
        setOnAction(e -> ask(outlook));
        outlook.checks().subscribe(this::show);
    }

    private void ask(Outlook outlook) {
        PopOver popOver = new PopOver();
        popOver.setArrowLocation(PopOver.ArrowLocation.TOP_RIGHT);
        popOver.setContentNode(new GoalsEditor(outlook, texts, popOver::hide));
        popOver.setAnimated(false);
        popOver.show(this);
    }

    private void show(List<Goals.Check> checks) {
        boolean all = checks.stream().allMatch(check -> check.outcome() == Outcome.MET);
        value.setText(words.headline(checks));
        String tone = checks.isEmpty() ? "neutral" : all ? "good" : "bad";
        value.getStyleClass().setAll("label", "tile-value", tone);
        marks.getChildren().setAll(checks.stream().map(this::mark).toList());
        if (checks.isEmpty()) {
            Label hint = new Label(texts.get("goals.none"));
            hint.getStyleClass().add("tile-note");
            hint.setWrapText(true);
            hint.maxWidthProperty().bind(widthProperty().subtract(SIDES));
            marks.getChildren().setAll(List.of(hint));
        }
        String said = checks.isEmpty() ? texts.get("goals.none") : words.sentences(checks);
        tooltip.setText(said + "\n" + texts.get("goals.change"));
        setAccessibleText(texts.get("goals.title") + " " + value.getText() + " " + said);
    }

    private Node mark(Goals.Check check) {
        Feather icon =
                switch (check.outcome()) {
                    case MET -> Feather.CHECK;
                    case NOT_MET -> Feather.X;
                    case UNKNOWN -> Feather.HELP_CIRCLE;
                };
        Label label = new Label(Numbers.unbroken(words.brief(check)), Icons.of(icon, 12));
        label.setWrapText(true);
        label.maxWidthProperty().bind(widthProperty().subtract(SIDES));
        label.getStyleClass().addAll("goal-mark", check.outcome().name().toLowerCase(Locale.ROOT));
        return label;
    }
}
