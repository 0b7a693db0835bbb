package org.espalier.ui.recipe;

import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleGroup;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Cards of which exactly one is chosen.
 *
 * @param <T> what they stand for
 */
final class ChoiceList<T> {
    private final ToggleGroup group = new ToggleGroup();
    private final Map<ChoiceCard, T> cards = new LinkedHashMap<>();

    /** {@code choose} takes what is chosen. */
    ChoiceList(Consumer<T> choose) {
        group.selectedToggleProperty().addListener((o, before, now) -> chosen(before, now, choose));
    }

    private void chosen(@Nullable Toggle before, @Nullable Toggle now, Consumer<T> choose) {
        if (now == null) {
            // A click on the chosen card leaves it chosen.
            if (before != null) {
                before.setSelected(true);
            }
            return;
        }
        T value = cards.get(now);
        if (value != null) {
            choose.accept(value);
        }
    }

    void add(String id, ChoiceCard card, T value, boolean selected) {
        card.setId(id);
        cards.put(card, value);
        card.setToggleGroup(group);
        card.setSelected(selected);
    }

    List<ChoiceCard> cards() {
        return List.copyOf(cards.keySet());
    }
}
