package org.espalier.project;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** What was done to a state and can be undone, and what was undone and can be done again. */
final class EditHistory {
    private final Deque<Step> done = new ArrayDeque<>();
    private final Deque<Step> undone = new ArrayDeque<>();
    private @Nullable Object gesture;

    /** An edit and the way back. */
    private record Step(Edit forward, Edit back) {}

    /**
     * Keeps an edit of {@code before}.
     *
     * @param held the gesture that the edit is part of; null if it stands alone
     * @return whether it went on with the last step instead of being a new one
     */
    boolean add(Edit edit, ProjectState before, @Nullable Object held) {
        undone.clear();
        Step last = done.peek();
        boolean same = held != null && held.equals(gesture);
        gesture = held;
        if (same && last != null && edit.setsSameAs(last.forward())) {
            done.pop();
            done.push(new Step(edit, last.back()));
            return true;
        }
        done.push(new Step(edit, edit.inverse(before)));
        return false;
    }

    /**
     * Takes over an edit of {@code before} that was made in an earlier session. One that leads
     * back, or forth again, was an undo or a redo.
     */
    void recover(Edit edit, ProjectState before) {
        Step last = done.peek();
        Step next = undone.peek();
        if (last != null && last.back().equals(edit)) {
            undo();
        } else if (next != null && next.forward().equals(edit)) {
            redo();
        } else {
            add(edit, before, null);
        }
    }

    /** Whatever comes next is a step of its own. */
    void endGesture() {
        gesture = null;
    }

    /** The edit that undoes the last step. */
    Optional<Edit> undo() {
        return shift(done, undone).map(Step::back);
    }

    /** The edit that does again what was undone last. */
    Optional<Edit> redo() {
        return shift(undone, done).map(Step::forward);
    }

    private Optional<Step> shift(Deque<Step> from, Deque<Step> to) {
        endGesture();
        Optional<Step> step = Optional.ofNullable(from.poll());
        step.ifPresent(to::push);
        return step;
    }

    /** What would be undone. */
    Optional<String> undoName() {
        return name(done);
    }

    /** What would be done again. */
    Optional<String> redoName() {
        return name(undone);
    }

    private static Optional<String> name(Deque<Step> steps) {
        return Optional.ofNullable(steps.peek()).map(step -> step.forward().nameKey());
    }
}
