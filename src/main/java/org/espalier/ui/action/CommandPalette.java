package org.espalier.ui.action;

import atlantafx.base.controls.CustomTextField;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.espalier.ui.Texts;
import org.espalier.ui.theme.Icons;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

import java.util.List;

/**
 * Everything that can be done, found by typing a few letters of it: arrow keys choose, Enter does
 * it, Escape leaves.
 */
public final class CommandPalette {
    private static final int PAGE = 8;

    private final Actions actions;
    private final Sheet sheet;
    private final CustomTextField field = new CustomTextField();
    private final ListView<Command> list = new ListView<>();
    private final VBox card = new VBox(field, list);
    private List<Command> commands = List.of();

    /** A palette of these actions, shown on that sheet. */
    public CommandPalette(Actions actions, Sheet sheet, Texts texts) {
        this.actions = actions;
        this.sheet = sheet;
        card.getStyleClass().add("palette");
        field.setId("palette-field");
        field.setLeft(Icons.of(Feather.SEARCH, 14));
        field.setPromptText(texts.get("palette.prompt"));
        field.setAccessibleText(texts.get("palette.prompt"));
        field.textProperty().subscribe(this::find);
        list.setId("palette-list");
        list.setAccessibleText(texts.get("palette.list"));
        list.setFocusTraversable(false);
        Label none = new Label(texts.get("palette.none"));
        none.getStyleClass().add("muted");
        list.setPlaceholder(none);
        list.setCellFactory(view -> new Line());
        list.setOnMouseClicked(e -> perform());
        card.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    }

    /** Shows it with an empty field. */
    public void show() {
        commands = actions.commands();
        field.clear();
        find("");
        sheet.show(card, field);
    }

    private void find(String query) {
        list.getItems().setAll(CommandSearch.find(commands, query));
        list.getSelectionModel().selectFirst();
        list.scrollTo(0);
    }

    private void key(KeyEvent event) {
        boolean used = true;
        switch (event.getCode()) {
            case DOWN -> move(1);
            case UP -> move(-1);
            case PAGE_DOWN -> move(PAGE);
            case PAGE_UP -> move(-PAGE);
            case ENTER -> perform();
            case TAB -> {}
            default -> used = false;
        }
        if (used) {
            event.consume();
        }
    }

    private void move(int by) {
        int last = list.getItems().size() - 1;
        int next =
                Math.clamp(list.getSelectionModel().getSelectedIndex() + by, 0, Math.max(0, last));
        list.getSelectionModel().select(next);
        list.scrollTo(Math.max(0, next - PAGE / 2));
    }

    private void perform() {
        Command chosen = list.getSelectionModel().getSelectedItem();
        if (chosen != null && chosen.enabled()) {
            sheet.close();
            chosen.run().run();
        }
    }

    /** Title and group on the left; on the right the shortcut, or why it cannot be done. */
    private static final class Line extends ListCell<Command> {
        private final Label title = new Label();
        private final Label group = new Label();
        private final Label right = new Label();
        private final HBox box;

        Line() {
            group.getStyleClass().add("caption");
            Region spacer = new Region();
            HBox.setHgrow(spacer, Priority.ALWAYS);
            title.setMinWidth(0);
            right.setMinWidth(USE_PREF_SIZE);
            box = new HBox(8, title, group, spacer, right);
            box.setAlignment(Pos.CENTER_LEFT);
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable Command command, boolean empty) {
            super.updateItem(command, empty);
            setGraphic(command == null || empty ? null : box);
            if (command != null && !empty) {
                show(command);
            }
        }

        private void show(Command command) {
            title.setText(command.title());
            title.setDisable(!command.enabled());
            group.setText(command.group());
            right.setText(command.enabled() ? command.shortcut() : command.obstacle());
            right.getStyleClass().setAll("label", command.enabled() ? "keys" : "caption");
            right.setVisible(!right.getText().isEmpty());
            setAccessibleText(String.join(", ", command.title(), command.group(), right.getText()));
        }
    }
}
