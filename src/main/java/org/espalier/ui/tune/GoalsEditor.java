package org.espalier.ui.tune;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.espalier.base.UserFacingException;
import org.espalier.project.Goals;
import org.espalier.ui.Texts;

/** Three fields for goals, with their units. */
final class GoalsEditor extends VBox {
    private final Outlook outlook;
    private final Texts texts;
    private final Runnable close;
    private final TextField size;
    private final TextField latency;
    private final TextField accuracy;
    private final Label problem = new Label();

    GoalsEditor(Outlook outlook, Texts texts, Runnable close) {
        super(10);
        this.outlook = outlook;
        this.texts = texts;
        this.close = close;
        getStyleClass().add("goals-editor");
        GoalForm form = GoalForm.of(outlook.goals());
        GridPane grid = new GridPane(8, 6);
        size = row(grid, "goals.field.size", "goals.unit.size", form.size());
        latency = row(grid, "goals.field.latency", "goals.unit.latency", form.latency());
        accuracy = row(grid, "goals.field.accuracy", "goals.unit.accuracy", form.accuracy());
        size.setId("goal-size");
        latency.setId("goal-latency");
        accuracy.setId("goal-accuracy");
        Label title = new Label(texts.get("goals.title"));
        title.getStyleClass().add("section-title");
        Label help = new Label(texts.get("goals.help"));
        help.getStyleClass().add("caption");
        help.setWrapText(true);
        help.setMaxWidth(270);
        problem.getStyleClass().add("danger");
        problem.setWrapText(true);
        problem.setMaxWidth(270);
        problem.managedProperty().bind(problem.textProperty().isNotEmpty());
        getChildren().setAll(title, help, grid, problem, buttons());
    }

    private TextField row(GridPane grid, String key, String unit, String value) {
        Label label = new Label(texts.get(key));
        TextField field = new TextField(value);
        field.setPrefColumnCount(7);
        field.setAccessibleText(texts.get(key) + " " + texts.get(unit));
        field.setOnAction(e -> apply());
        label.setLabelFor(field);
        grid.addRow(grid.getRowCount(), label, field, new Label(texts.get(unit)));
        return field;
    }

    private HBox buttons() {
        Button apply = new Button(texts.get("goals.apply"));
        apply.setId("goals-apply");
        apply.getStyleClass().add("accent");
        apply.setOnAction(e -> apply());
        Button clear = new Button(texts.get("goals.clear"));
        clear.setId("goals-clear");
        clear.setOnAction(e -> set(Goals.NONE));
        HBox box = new HBox(8, clear, apply);
        box.setAlignment(Pos.CENTER_RIGHT);
        return box;
    }

    private void apply() {
        try {
            set(new GoalForm(size.getText(), latency.getText(), accuracy.getText()).goals(texts));
        } catch (UserFacingException e) {
            problem.setText(e.getMessage());
        }
    }

    private void set(Goals next) {
        outlook.set(next);
        close.run();
    }
}
