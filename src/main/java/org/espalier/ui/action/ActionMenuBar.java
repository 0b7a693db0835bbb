package org.espalier.ui.action;

import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;

import java.util.List;

/** The menu bar of all actions. */
public final class ActionMenuBar extends MenuBar {
    /** Shows these; ones added later are not seen. */
    public ActionMenuBar(Actions actions) {
        getMenus().setAll(actions.groups().stream().map(ActionMenuBar::menu).toList());
    }

    private static Menu menu(ActionGroup group) {
        Menu menu = new Menu(group.title());
        group.entries().forEach(entry -> menu.getItems().add(item(entry, menu)));
        return menu;
    }

    private static MenuItem item(ActionGroup.Entry entry, Menu within) {
        return switch (entry) {
            case Action action -> item(action);
            case ActionGroup.Separator line -> new SeparatorMenuItem();
            case ActionGroup.Lines lines -> lines(lines, within);
        };
    }

    private static MenuItem item(Action action) {
        MenuItem item = new MenuItem();
        item.textProperty().bind(action.title());
        item.setId(action.key());
        item.setOnAction(e -> action.perform());
        item.disableProperty().bind(action.disabled());
        if (!action.shortcuts().isEmpty()) {
            item.setAccelerator(action.shortcuts().getFirst());
        }
        return item;
    }

    /** An empty menu never opens, so its lines are made when the one around it opens. */
    private static Menu lines(ActionGroup.Lines lines, Menu within) {
        Menu menu = new Menu(lines.title());
        menu.setId(lines.key());
        menu.setDisable(true);
        within.addEventHandler(Menu.ON_SHOWING, e -> fill(menu, lines.commands().get()));
        return menu;
    }

    private static void fill(Menu menu, List<Command> commands) {
        menu.getItems().setAll(commands.stream().map(ActionMenuBar::item).toList());
        menu.setDisable(commands.isEmpty());
    }

    private static MenuItem item(Command command) {
        MenuItem item = new MenuItem(command.title());
        item.setMnemonicParsing(false);
        item.setDisable(!command.enabled());
        item.setOnAction(e -> command.run().run());
        return item;
    }
}
