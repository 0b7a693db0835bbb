package org.espalier.ui.job;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Things that wait for their turn: the highest priority first, among equals the oldest.
 *
 * @param <T> compared by identity
 */
final class WaitingLine<T> {
    /** What decides the order; no two are equal. */
    private record Rank(int priority, long age) implements Comparable<Rank> {
        private static final Comparator<Rank> ORDER =
                Comparator.comparingInt(Rank::priority).reversed().thenComparingLong(Rank::age);

        @Override
        public int compareTo(Rank other) {
            return ORDER.compare(this, other);
        }
    }

    private record Place<T>(T thing, Rank rank) {}

    /** Always in the order of the ranks. */
    private final List<Place<T>> places = new ArrayList<>();

    private long added;

    /** Puts a thing behind those of its priority. */
    void add(T thing, int priority) {
        places.add(new Place<>(thing, new Rank(priority, added++)));
        sort();
    }

    /** Takes out the first. */
    Optional<T> poll() {
        return places.isEmpty() ? Optional.empty() : Optional.of(places.removeFirst().thing());
    }

    /** Takes a thing out; whether it was there. */
    boolean remove(T thing) {
        return places.removeIf(place -> place.thing() == thing);
    }

    /** Lets a thing change places with the one before it. */
    void moveUp(T thing) {
        swap(indexOf(thing) - 1);
    }

    /** Lets a thing change places with the one behind it. */
    void moveDown(T thing) {
        swap(indexOf(thing));
    }

    /** Puts a thing before all others, by a priority above theirs. */
    void putFirst(T thing) {
        int at = indexOf(thing);
        if (at > 0) {
            int highest = places.getFirst().rank().priority();
            places.set(at, new Place<>(thing, new Rank(highest + 1, places.get(at).rank().age())));
            sort();
        }
    }

    /** All that wait, the next first. */
    List<T> inOrder() {
        return places.stream().map(Place::thing).toList();
    }

    private void sort() {
        places.sort(Comparator.comparing(Place::rank));
    }

    private int indexOf(T thing) {
        return inOrder().indexOf(thing);
    }

    /** Exchanges the ranks of the things at {@code upper} and behind it, if both are there. */
    private void swap(int upper) {
        if (upper >= 0 && upper + 1 < places.size()) {
            Place<T> first = places.get(upper);
            Place<T> second = places.get(upper + 1);
            places.set(upper, new Place<>(second.thing(), first.rank()));
            places.set(upper + 1, new Place<>(first.thing(), second.rank()));
        }
    }
}
