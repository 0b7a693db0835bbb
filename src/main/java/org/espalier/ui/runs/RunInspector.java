package org.espalier.ui.runs;

import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;

import org.espalier.project.Goals.Check;
import org.espalier.report.compare.MeasureTile;
import org.espalier.ui.GoalWords;
import org.espalier.ui.Texts;
import org.espalier.ui.theme.Icons;
import org.espalier.ui.theme.SideBar;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;

/** Everything about the selected run; its name, tags and notes can be written here. */
final class RunInspector extends VBox {
    private static final int NOTES = 2;
    private static final int RECIPE = 9;
    private static final int LOG = 7;

    private final RunsViewModel runs;
    private final Texts texts;
    private final Label hint = new Label();
    private final VBox page = new VBox();
    private final Label headline = new Label();
    private final Label origin = new Label();
    private final VBox found = new VBox(4);
    private final TextArea recipe = new TextArea();
    private final TextArea log = new TextArea();
    private final VBox files = new VBox();
    private final List<MarkField> fields;

    RunInspector(RunsViewModel runs, Texts texts) {
        this.runs = runs;
        this.texts = texts;
        TextField name = new TextField();
        TextField tags = new TextField();
        TextArea notes = new TextArea();
        notes.setPrefRowCount(NOTES);
        notes.setMinHeight(USE_PREF_SIZE);
        notes.setWrapText(true);
        fields =
                List.of(
                        mark(name, "run-name", "runs.name", row -> row.run().name(), runs::rename),
                        mark(tags, "run-tags", "runs.tags", RunColumns::tags, runs::tag),
                        mark(
                                notes,
                                "run-notes",
                                "runs.notes",
                                row -> row.run().marks().notes(),
                                runs::note));
        name.getStyleClass().add("run-name");
        headline.setWrapText(true);
        SideBar.caption(origin);
        hint.getStyleClass().add("muted");
        hint.setWrapText(true);
        getStyleClass().add("inspector");
        page.getStyleClass().add("run-page");
        page.getChildren().setAll(name, headline, origin, found, tags, notes);
        page.getChildren().addAll(recipe(), log(), files);
        getChildren().setAll(hint, page);
        runs.selected().subscribe(() -> show(runs.selected().get()));
        show(runs.selected().get());
        runs.log().subscribe(lines -> log.setText(String.join("\n", lines)));
    }

    private MarkField mark(
            TextInputControl field,
            String id,
            String key,
            Function<RunRow, String> written,
            Consumer<String> keep) {
        field.setId(id);
        field.setAccessibleText(texts.get(key));
        field.setPromptText(texts.get(key + ".prompt"));
        field.setTooltip(new Tooltip(texts.get(key + ".tooltip")));
        return new MarkField(field, written, keep);
    }

    private Node recipe() {
        return text(recipe, "run-recipe", "runs.recipe", RECIPE, "code");
    }

    private Node log() {
        return text(log, "run-log", "runs.log", LOG, "caption");
    }

    private Node text(TextArea area, String id, String key, int lines, String style) {
        area.setId(id);
        area.setAccessibleText(texts.get(key));
        area.setEditable(false);
        area.setPrefRowCount(lines);
        area.setMinHeight(USE_PREF_SIZE);
        area.getStyleClass().add(style);
        return new VBox(4, SideBar.caption(new Label(texts.get(key))), area);
    }

    private void show(List<RunRow> selected) {
        RunRow row = only(selected);
        hint.setText(
                selected.isEmpty()
                        ? texts.get("runs.select.none")
                        : texts.get("runs.select.many", selected.size()));
        showOnly(row == null ? hint : page);
        fields.forEach(field -> field.show(row));
        if (row != null) {
            fill(row);
        }
    }

    private void showOnly(Node shown) {
        for (Node node : List.of(hint, page)) {
            node.setVisible(node == shown);
            node.setManaged(node == shown);
        }
    }

    private void fill(RunRow row) {
        RunDetails details = runs.details();
        headline.setText(details.headline(row));
        origin.setText(details.origin(row));
        found.getChildren().clear();
        if (!row.run().message().isEmpty()) {
            found.getChildren().add(wrapped(row.run().message(), "danger"));
        }
        details.measures(row).forEach(tile -> found.getChildren().add(measure(tile)));
        row.goals().forEach(check -> found.getChildren().add(goal(check)));
        details.goalsThen(row).forEach(then -> found.getChildren().add(wrapped(then, "caption")));
        recipe.setText(row.run().plan().recipe());
        files(row.run().artefacts());
    }

    /** A number, what it is, and below it where it comes from. */
    private static Node measure(MeasureTile tile) {
        Label title = wrapped(tile.title(), "muted");
        Label value = wrapped(tile.value(), "card-title");
        VBox box = new VBox(title, value, wrapped(tile.note(), "caption"));
        box.getStyleClass().add("run-measure");
        Tooltip.install(box, new Tooltip(tile.source()));
        return box;
    }

    private Node goal(Check check) {
        Feather icon =
                switch (check.outcome()) {
                    case MET -> Feather.CHECK;
                    case NOT_MET -> Feather.X;
                    case UNKNOWN -> Feather.HELP_CIRCLE;
                };
        Label label = wrapped(new GoalWords(texts).sentence(check), "goal-mark");
        label.setGraphic(Icons.of(icon, 13));
        label.getStyleClass().add(check.outcome().name().toLowerCase(Locale.ROOT));
        return label;
    }

    private static Label wrapped(String text, String style) {
        Label label = new Label(text);
        label.getStyleClass().add(style);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }

    private void files(List<Path> artefacts) {
        files.getChildren().clear();
        if (!artefacts.isEmpty()) {
            files.getChildren().add(SideBar.caption(new Label(texts.get("runs.artefacts"))));
        }
        for (Path file : artefacts) {
            Hyperlink link = new Hyperlink(String.valueOf(file.getFileName()));
            link.setTooltip(new Tooltip(file.toString()));
            link.setOnAction(e -> runs.openFolder());
            files.getChildren().add(link);
        }
    }

    private static @Nullable RunRow only(List<RunRow> selected) {
        return selected.size() == 1 ? selected.getFirst() : null;
    }
}
