package org.espalier.ui.shell;

import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/** The screens on top of each other, each built when it is shown for the first time. */
final class ScreenStack extends StackPane {
    private final Map<Screen, Supplier<Node>> unbuilt = new EnumMap<>(Screen.class);

    /** Adds a screen that is seen when {@code shown} holds. */
    void add(Screen screen, ObservableBooleanValue shown, Supplier<Node> view) {
        unbuilt.put(
                screen,
                () -> {
                    Node node = view.get();
                    node.visibleProperty().bind(shown);
                    node.managedProperty().bind(shown);
                    return node;
                });
        shown.subscribe(
                now -> {
                    if (now) {
                        build(screen);
                    }
                });
    }

    private void build(Screen screen) {
        Supplier<Node> view = unbuilt.remove(screen);
        if (view != null) {
            getChildren().addFirst(view.get());
        }
    }

    /**
     * Builds a screen that was not shown yet, so that going there is fast; false if none is left.
     */
    boolean buildNext() {
        unbuilt.keySet().stream().findFirst().ifPresent(this::build);
        return !unbuilt.isEmpty();
    }
}
