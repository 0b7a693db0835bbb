package org.espalier.ui.recipe;

import javafx.scene.Node;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.VBox;

import org.espalier.ui.Texts;

import java.util.List;
import java.util.function.IntConsumer;

/**
 * The cards of the steps below each other. Dragging one, or Alt with up and down, changes the
 * order; Enter changes a step, Space switches it off, Delete takes it away.
 */
final class StepCards extends VBox implements CardView.Actions {
    private static final double SPACING = 10;

    private final RecipeViewModel recipe;
    private final Texts texts;
    private final IntConsumer wizard;
    private double pressed;

    /** {@code wizard} opens the wizard on a step. */
    StepCards(RecipeViewModel recipe, IntConsumer wizard, Texts texts) {
        super(SPACING);
        this.recipe = recipe;
        this.texts = texts;
        this.wizard = wizard;
        getStyleClass().add("step-cards");
        setId("steps");
        recipe.cards().subscribe(this::show);
        recipe.selected().subscribe(now -> select(now.intValue()));
        recipe.problem().subscribe(wrong -> setDisable(wrong != null));
    }

    private void show(List<StepCard> cards) {
        boolean focused = getChildren().stream().anyMatch(Node::isFocused);
        getChildren().setAll(cards.stream().map(this::card).toList());
        select(recipe.selected().get());
        if (focused) {
            focus(recipe.selected().get());
        }
    }

    private Node card(StepCard card) {
        CardView view = new CardView(card, this, texts);
        int index = card.number() - 1;
        view.focusedProperty()
                .subscribe(
                        focused -> {
                            if (focused) {
                                recipe.selected().set(index);
                            }
                        });
        view.setOnKeyPressed(event -> key(event, index));
        view.setOnMousePressed(event -> press(event, view));
        view.setOnMouseDragged(event -> drag(event, view));
        view.setOnMouseReleased(event -> drop(view, index));
        return view;
    }

    private void press(MouseEvent event, Node card) {
        card.requestFocus();
        pressed = event.getSceneY();
        if (event.getClickCount() == 2) {
            edit(getChildren().indexOf(card));
        }
    }

    private void drag(MouseEvent event, Node card) {
        card.setTranslateY(event.getSceneY() - pressed);
        card.setViewOrder(-1);
    }

    /** The place is that of the cards whose middles the dragged one has passed. */
    private void drop(Node card, int index) {
        double middle = card.getBoundsInParent().getCenterY();
        int to = 0;
        for (Node other : getChildren()) {
            boolean above = other.getBoundsInParent().getCenterY() < middle;
            to += other != card && above ? 1 : 0;
        }
        card.setTranslateY(0);
        card.setViewOrder(0);
        recipe.move(index, to);
    }

    private void key(KeyEvent event, int index) {
        if (event.isShortcutDown()) {
            return;
        }
        boolean known = true;
        switch (event.getCode()) {
            case UP -> go(event, index, -1);
            case DOWN -> go(event, index, 1);
            case ENTER -> edit(index);
            case SPACE -> toggle(index);
            case DELETE, BACK_SPACE -> remove(index);
            case D -> duplicate(index);
            default -> known = false;
        }
        if (known) {
            event.consume();
        }
    }

    private void go(KeyEvent event, int index, int by) {
        if (event.isAltDown()) {
            recipe.move(index, index + by);
            focus(recipe.selected().get());
        } else {
            focus(index + by);
        }
    }

    private void focus(int index) {
        if (index >= 0 && index < getChildren().size()) {
            getChildren().get(index).requestFocus();
        }
    }

    private void select(int index) {
        for (int i = 0; i < getChildren().size(); i++) {
            ((CardView) getChildren().get(i)).select(i == index);
        }
    }

    @Override
    public void edit(int card) {
        wizard.accept(card);
    }

    @Override
    public void duplicate(int card) {
        recipe.duplicate(card);
        focus(recipe.selected().get());
    }

    @Override
    public void toggle(int card) {
        recipe.toggle(card);
        focus(card);
    }

    @Override
    public void remove(int card) {
        recipe.remove(card);
        focus(recipe.selected().get());
    }
}
