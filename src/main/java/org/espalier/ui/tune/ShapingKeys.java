package org.espalier.ui.tune;

import javafx.scene.input.KeyEvent;

/**
 * Keys that shape the selected layers, the same in every form of the heatmap: digits and Enter set
 * them, L locks, Delete makes dense, Enter and Escape answer a proposal.
 */
final class ShapingKeys {
    private final TuneViewModel tune;
    private final Runnable enter;
    private final TypedNumber typed = new TypedNumber();

    /**
     * Keys for the selected layers.
     *
     * @param enter what Enter does where nothing was typed and nothing is proposed
     */
    ShapingKeys(TuneViewModel tune, Runnable enter) {
        this.tune = tune;
        this.enter = enter;
    }

    /** Takes a key that was pressed; true if it was one of these. */
    boolean press(KeyEvent event) {
        switch (event.getCode()) {
            case L -> tune.toggleLock(tune.selected().get());
            case DELETE -> set(0);
            case BACK_SPACE -> typed.erase();
            case ENTER -> enter();
            case ESCAPE -> escape();
            default -> {
                return false;
            }
        }
        return true;
    }

    /** A number that was typed is set; else a proposal is applied. */
    private void enter() {
        if (typed.open()) {
            typed.take().ifPresent(this::set);
        } else if (tune.proposals().shown().get() != null) {
            tune.proposals().apply();
        } else {
            enter.run();
        }
    }

    private void set(double sparsity) {
        tune.setSelected(sparsity);
        tune.endGesture();
    }

    /** Takes back what was begun last: the number, the proposal, the selection of several. */
    private void escape() {
        if (typed.open()) {
            typed.forget();
        } else if (tune.proposals().shown().get() != null) {
            tune.proposals().dismiss();
        } else {
            tune.select(tune.selected().get());
        }
    }

    /** Takes a character that was typed, if it belongs to a number. */
    void character(KeyEvent event) {
        if (!event.isShortcutDown() && typed.type(event.getCharacter())) {
            event.consume();
        }
    }

    /** The number in the making. */
    TypedNumber typed() {
        return typed;
    }
}
