package org.espalier.ui.shell;

import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.espalier.ui.action.Action;
import org.espalier.ui.action.Actions;
import org.espalier.ui.form.OneChosen;
import org.espalier.ui.theme.Icons;

/** Icons on the left that lead from screen to screen. */
final class NavigationRail extends VBox {
    private final ToggleGroup group = new OneChosen();

    NavigationRail(ShellViewModel shell, Actions actions) {
        getStyleClass().add("rail");
        setMinHeight(0);
        for (Screen screen : Screen.values()) {
            ToggleButton button = button(screen, actions.action(screen.key()));
            button.setToggleGroup(group);
            button.setOnAction(e -> shell.screen().set(screen));
            shell.screen().subscribe(now -> button.setSelected(now == screen));
            if (!screen.ofProject()) {
                getChildren().add(spacer());
            }
            getChildren().add(button);
        }
    }

    /** Where the keyboard begins: at the screen that is shown. */
    void focusChosen() {
        ((ToggleButton) group.getSelectedToggle()).requestFocus();
    }

    private static Region spacer() {
        Region spacer = new Region();
        VBox.setVgrow(spacer, Priority.ALWAYS);
        return spacer;
    }

    private static ToggleButton button(Screen screen, Action action) {
        ToggleButton button = new ToggleButton(action.text());
        button.setGraphic(Icons.of(screen.icon(), 20));
        button.setContentDisplay(ContentDisplay.TOP);
        button.setId("nav-" + screen.name());
        button.setMaxWidth(Double.MAX_VALUE);
        button.setTooltip(new Tooltip(action.tooltip()));
        return button;
    }
}
