package org.espalier.ui.action;

import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.input.KeyCombination;

import org.espalier.ui.Texts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The actions of one menu, in its order. */
public final class ActionGroup {
    private static final ObservableValue<String> NOTHING = new SimpleStringProperty("");

    private final Texts texts;
    private final String title;
    private final List<Entry> entries = new ArrayList<>();

    /** A line of the menu. */
    public sealed interface Entry permits Action, Separator, Lines {}

    /** A line between parts of the menu. */
    record Separator() implements Entry {}

    /** A menu within the menu; its lines are asked for each time it is shown. */
    record Lines(String key, String title, Supplier<List<Command>> commands) implements Entry {}

    ActionGroup(Texts texts, String title) {
        this.texts = texts;
        this.title = title;
    }

    /**
     * Adds an action that can always be done.
     *
     * @param key of its text; {@code key.tooltip} may hold a sentence of help
     * @param shortcuts such as {@code Shortcut+O}, several with {@code |} between; may be empty
     */
    public void add(String key, String shortcuts, Runnable run) {
        add(key, shortcuts, NOTHING, run);
    }

    /**
     * Adds an action.
     *
     * @param obstacle why it cannot be done now, see {@link Actions#needs}
     */
    public void add(String key, String shortcuts, ObservableValue<String> obstacle, Runnable run) {
        add(new SimpleStringProperty(texts.get(key)), key, shortcuts, obstacle, run);
    }

    /**
     * Adds an action whose title says what it would do now.
     *
     * @param key of the action
     */
    public void add(
            ObservableValue<String> title,
            String key,
            String shortcuts,
            ObservableValue<String> obstacle,
            Runnable run) {
        String help = texts.find(key + ".tooltip").orElse("");
        entries.add(new Action(key, title, help, parse(shortcuts), obstacle, run));
    }

    /** Adds a menu within the menu, whose lines the palette offers too. */
    public void add(String key, Supplier<List<Command>> commands) {
        entries.add(new Lines(key, texts.get(key), commands));
    }

    /** Starts another part of the menu. */
    public void separate() {
        entries.add(new Separator());
    }

    private static List<KeyCombination> parse(String shortcuts) {
        return Arrays.stream(shortcuts.split("\\|"))
                .map(String::strip)
                .filter(shortcut -> !shortcut.isEmpty())
                .map(KeyCombination::valueOf)
                .toList();
    }

    /** Name of the menu. */
    public String title() {
        return title;
    }

    /** The actions without what divides them. */
    public List<Action> actions() {
        return entries.stream().filter(Action.class::isInstance).map(Action.class::cast).toList();
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    Stream<Command> commands() {
        return entries.stream().flatMap(this::commands);
    }

    private Stream<Command> commands(Entry entry) {
        return switch (entry) {
            case Action action -> Stream.of(command(action));
            case Lines lines -> lines.commands().get().stream();
            case Separator separator -> Stream.of();
        };
    }

    private Command command(Action action) {
        String obstacle = action.obstacle().getValue();
        return new Command(action.text(), title, action.shortcut(), obstacle, action::perform);
    }
}
