package org.espalier.ui.recipe;

import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleGroup;

import org.espalier.ui.form.OneChosen;
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
    private final ToggleGroup group = new OneChosen();
    private final Map<ChoiceCard, T> cards = new LinkedHashMap<>();

    /** {@code choose} takes what is chosen. */
    ChoiceList(Consumer<T> choose) {
        group.selectedToggleProperty().addListener((o, before, now) -> chosen(now, choose));
    }

    private void chosen(@Nullable Toggle now, Consumer<T> choose) {
        T value = now == null ? null : cards.get(now);
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
