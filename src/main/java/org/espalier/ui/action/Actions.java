package org.espalier.ui.action;

import javafx.beans.value.ObservableValue;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCombination;

import org.espalier.ui.Texts;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** All that the user can do from anywhere, and the keys of single controls. */
public final class Actions {
    private final Texts texts;
    private final List<ActionGroup> groups = new ArrayList<>();
    private final List<KeyGroup> controls = new ArrayList<>();
    private final List<Supplier<List<Command>>> offers = new ArrayList<>();

    /** None yet. */
    public Actions(Texts texts) {
        this.texts = texts;
    }

    /** Adds a menu, to be filled with actions. */
    public ActionGroup menu(String key) {
        ActionGroup group = new ActionGroup(texts, texts.get(key));
        groups.add(group);
        return group;
    }

    /**
     * What stands in the way of an action unless {@code condition} holds.
     *
     * @param reason key of a sentence that says what is needed
     */
    public ObservableValue<String> needs(ObservableValue<Boolean> condition, String reason) {
        return condition.map(met -> met ? "" : texts.get(reason));
    }

    /** Offers commands in the palette that stand in no menu; asked for each time it opens. */
    public void offer(Supplier<List<Command>> commands) {
        offers.add(commands);
    }

    /** Adds a control whose own keys are to be listed. */
    public KeyGroup control(String key) {
        KeyGroup keys = new KeyGroup(texts, texts.get(key));
        controls.add(keys);
        return keys;
    }

    /** The menus. */
    public List<ActionGroup> groups() {
        return List.copyOf(groups);
    }

    /** All keys by menu and by control; actions without a shortcut are left out. */
    public List<KeyGroup> keys() {
        return Stream.concat(groups.stream().map(this::keys), controls.stream()).toList();
    }

    private KeyGroup keys(ActionGroup group) {
        KeyGroup keys = new KeyGroup(texts, group.title());
        group.actions().stream()
                .filter(action -> !action.shortcuts().isEmpty())
                .forEach(action -> keys.add(action));
        return keys;
    }

    /** Every line for the palette, as things stand now. */
    public List<Command> commands() {
        return Stream.concat(
                        groups.stream().flatMap(ActionGroup::commands),
                        offers.stream().flatMap(offer -> offer.get().stream()))
                .toList();
    }

    /** The action with this key. */
    public Action action(String key) {
        return all().filter(action -> action.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException(key));
    }

    private Stream<Action> all() {
        return groups.stream().flatMap(group -> group.actions().stream());
    }

    /** Makes a button do an action, be disabled with it and tell its shortcut. */
    public void bind(ButtonBase button, String key) {
        Action action = action(key);
        button.setOnAction(e -> action.perform());
        Tooltip tooltip = new Tooltip();
        tooltip.textProperty().bind(action.title().map(title -> action.tooltip()));
        button.setTooltip(tooltip);
        button.disableProperty().bind(action.disabled());
        if (button.getText().isEmpty()) {
            button.accessibleTextProperty().bind(action.title());
        }
    }

    /** Makes the second and later shortcuts work in a scene; the menu bar knows the first only. */
    public void install(Scene scene) {
        all().forEach(action -> install(scene, action));
    }

    private static void install(Scene scene, Action action) {
        for (KeyCombination shortcut : action.shortcuts().stream().skip(1).toList()) {
            scene.getAccelerators().put(shortcut, action::perform);
        }
    }
}
