package org.espalier.ui.shell;

import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;

import org.espalier.ui.Texts;
import org.espalier.ui.theme.Icons;

/** Icons on the left that lead from screen to screen. */
final class NavigationRail extends VBox {
    NavigationRail(ShellViewModel shell, Texts texts) {
        getStyleClass().add("rail");
        ToggleGroup group = new ToggleGroup();
        for (Screen screen : Screen.values()) {
            ToggleButton button = button(screen, texts);
            button.setToggleGroup(group);
            button.setOnAction(e -> shell.screen().set(screen));
            shell.screen().subscribe(now -> button.setSelected(now == screen));
            getChildren().add(button);
        }
    }

    private static ToggleButton button(Screen screen, Texts texts) {
        ToggleButton button = new ToggleButton(texts.get(screen.key()));
        button.setGraphic(Icons.of(screen.icon(), 20));
        button.setContentDisplay(ContentDisplay.TOP);
        button.setId("nav-" + screen.name());
        button.setMaxWidth(Double.MAX_VALUE);
        button.setTooltip(new Tooltip(texts.get(screen.key() + ".tooltip")));
        return button;
    }
}
