package org.espalier.ui.action;

import atlantafx.base.controls.CustomTextField;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.espalier.ui.Texts;
import org.espalier.ui.theme.Icons;
import org.kordamp.ikonli.feather.Feather;

import java.util.ArrayList;
import java.util.List;

/** All shortcuts by menu and by control, in two columns, with a field to search them. */
public final class ShortcutList {
    private final Actions actions;
    private final Sheet sheet;
    private final Texts texts;
    private final CustomTextField field = new CustomTextField();
    private final VBox left = new VBox();
    private final VBox right = new VBox();
    private final VBox card;

    /** Lists the shortcuts of these actions, on that sheet. */
    public ShortcutList(Actions actions, Sheet sheet, Texts texts) {
        this.actions = actions;
        this.sheet = sheet;
        this.texts = texts;
        Label title = new Label(texts.get("shortcuts.title"));
        title.getStyleClass().add("section-title");
        field.setId("shortcuts-field");
        field.setLeft(Icons.of(Feather.SEARCH, 14));
        field.setPromptText(texts.get("shortcuts.prompt"));
        field.setAccessibleText(texts.get("shortcuts.prompt"));
        field.textProperty().subscribe(this::find);
        HBox columns = new HBox(left, right);
        columns.getStyleClass().add("shortcut-columns");
        HBox.setHgrow(left, Priority.ALWAYS);
        HBox.setHgrow(right, Priority.ALWAYS);
        ScrollPane scroll = new ScrollPane(columns);
        scroll.setFitToWidth(true);
        scroll.setFocusTraversable(false);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        card = new VBox(title, field, scroll);
        card.getStyleClass().add("shortcuts");
    }

    /** Shows it with an empty field. */
    public void show() {
        field.clear();
        find("");
        sheet.show(card, field);
    }

    /** Keeps the groups' order: the first half of the lines goes left, the others right. */
    private void find(String query) {
        List<Node> groups = new ArrayList<>();
        List<Integer> lines = new ArrayList<>();
        for (KeyGroup group : actions.keys()) {
            List<KeyGroup.Key> keys = group.matching(query);
            if (!keys.isEmpty()) {
                groups.add(group(group.title(), keys));
                lines.add(keys.size() + 2);
            }
        }
        if (groups.isEmpty()) {
            groups.add(new Label(texts.get("palette.none")));
            lines.add(1);
        }
        int middle = middle(lines);
        left.getChildren().setAll(groups.subList(0, middle));
        right.getChildren().setAll(groups.subList(middle, groups.size()));
    }

    private static int middle(List<Integer> lines) {
        int half = (lines.stream().mapToInt(Integer::intValue).sum() + 1) / 2;
        int count = 0;
        for (int sum = 0; sum < half; count++) {
            sum += lines.get(count);
        }
        return count;
    }

    private static Node group(String name, List<KeyGroup.Key> keys) {
        Label title = new Label(name);
        title.getStyleClass().add("card-title");
        VBox box = new VBox(title);
        box.getStyleClass().add("shortcut-group");
        keys.forEach(key -> box.getChildren().add(line(key)));
        return box;
    }

    private static Node line(KeyGroup.Key key) {
        Label title = new Label(key.title());
        title.setWrapText(true);
        Label keys = new Label(key.keys());
        keys.getStyleClass().add("keys");
        keys.setMinWidth(Region.USE_PREF_SIZE);
        Region spacer = new Region();
        HBox.setHgrow(spacer, Priority.ALWAYS);
        HBox line = new HBox(12, title, spacer, keys);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }
}
