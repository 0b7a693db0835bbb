package org.espalier.ui.recipe;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableSet;

import org.espalier.model.Block;
import org.espalier.model.BlockRemoval;
import org.espalier.recipe.DropStep;
import org.espalier.ui.Study;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** A step that drops blocks, while the user is asked which. */
final class DropDraft {
    private final @Nullable DropStep before;
    private final List<String> blocks;
    private final BooleanProperty byInfluence = new SimpleBooleanProperty(true);
    private final IntegerProperty count = new SimpleIntegerProperty(1);
    private final ObservableSet<String> chosen = FXCollections.observableSet();

    /**
     * Begins a draft.
     *
     * @param before the step to change; null for a new one
     */
    DropDraft(Study study, @Nullable DropStep before) {
        this.before = before;
        blocks =
                BlockRemoval.spans(study.network(), study.blocks()).stream()
                        .map(BlockRemoval.Span::block)
                        .map(Block::name)
                        .toList();
        if (before != null) {
            switch (before.choice()) {
                case DropStep.Choice.Influence influence -> count.set(influence.count());
                case DropStep.Choice.Named named -> {
                    byInfluence.set(false);
                    chosen.addAll(named.names());
                }
            }
        }
    }

    /** Whether the model can do without any block. */
    boolean possible() {
        return blocks.size() > 1;
    }

    /** Whether a step that is there is changed. */
    boolean changes() {
        return before != null;
    }

    /** Names of the blocks that can go, in order. */
    List<String> blocks() {
        return blocks;
    }

    /** Whether the least influence decides, not the user. */
    BooleanProperty byInfluence() {
        return byInfluence;
    }

    /** How many go by their influence. */
    IntegerProperty count() {
        return count;
    }

    /** The blocks that the user ticks. */
    ObservableSet<String> chosen() {
        return chosen;
    }

    /** Whether some go and some stay. */
    BooleanBinding valid() {
        return Bindings.createBooleanBinding(
                () -> {
                    int gone = byInfluence.get() ? count.get() : chosen.size();
                    return gone > 0 && gone < blocks.size();
                },
                byInfluence,
                count,
                chosen);
    }

    /** The step as it is filled in. */
    DropStep step() {
        DropStep.Choice choice =
                byInfluence.get()
                        ? new DropStep.Choice.Influence(count.get())
                        : new DropStep.Choice.Named(
                                blocks.stream().filter(chosen::contains).toList());
        return new DropStep(choice, before == null || before.enabled());
    }
}
