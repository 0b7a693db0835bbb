package org.espalier.ui.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Laws of the line in which jobs wait. */
class WaitingLineTest {
    /** What waits in the tests: when it came and how urgent it is. */
    private record Guest(int number, int priority) {}

    private WaitingLine<Guest> line = new WaitingLine<>();
    private List<Guest> guests = new ArrayList<>();

    /** One instance serves all tries of a property. */
    private void fill(List<Integer> priorities) {
        line = new WaitingLine<>();
        guests = new ArrayList<>();
        for (int priority : priorities) {
            Guest guest = new Guest(guests.size(), priority);
            guests.add(guest);
            line.add(guest, priority);
        }
    }

    @Property(tries = 200)
    void comesOutByPriorityThenAge(@ForAll("priorities") List<Integer> priorities) {
        fill(priorities);
        List<Guest> expected = new ArrayList<>(guests);
        expected.sort(
                Comparator.comparingInt(Guest::priority)
                        .reversed()
                        .thenComparingInt(Guest::number));
        List<Guest> polled = new ArrayList<>();
        while (!line.inOrder().isEmpty()) {
            polled.add(line.poll().orElseThrow());
        }
        assertEquals(expected, polled);
    }

    @Property(tries = 200)
    void movingDownUndoesMovingUp(
            @ForAll("priorities") @Size(min = 1) List<Integer> priorities,
            @ForAll @IntRange(max = 100) int at) {
        fill(priorities);
        List<Guest> before = line.inOrder();
        int index = at % before.size();
        line.moveUp(before.get(index));
        assertEquals(Math.max(0, index - 1), line.inOrder().indexOf(before.get(index)));
        if (index > 0) {
            line.moveDown(before.get(index));
        }
        assertEquals(before, line.inOrder());
    }

    @Property(tries = 200)
    void puttingOneFirstKeepsTheOrderOfTheOthers(
            @ForAll("priorities") @Size(min = 1) List<Integer> priorities,
            @ForAll @IntRange(max = 100) int at) {
        fill(priorities);
        List<Guest> expected = new ArrayList<>(line.inOrder());
        Guest first = expected.remove(at % expected.size());
        expected.addFirst(first);
        line.putFirst(first);
        assertEquals(expected, line.inOrder());
    }

    @Property(tries = 200)
    void movingAndTakingOutLosesNobodyElse(
            @ForAll("priorities") @Size(min = 1) List<Integer> priorities,
            @ForAll List<@IntRange(max = 299) Integer> moves) {
        fill(priorities);
        for (int move : moves) {
            Guest guest = guests.get(move / 3 % guests.size());
            switch (move % 3) {
                case 0 -> line.moveUp(guest);
                case 1 -> line.moveDown(guest);
                default -> line.putFirst(guest);
            }
        }
        assertEquals(guests, byNumber(line.inOrder()));
        List<Guest> order = new ArrayList<>(line.inOrder());
        order.remove(guests.getFirst());
        line.remove(guests.getFirst());
        assertEquals(order, line.inOrder());
    }

    private static List<Guest> byNumber(List<Guest> some) {
        return some.stream().sorted(Comparator.comparingInt(Guest::number)).toList();
    }

    @Provide
    Arbitrary<List<Integer>> priorities() {
        return Arbitraries.integers().between(0, 2).list().ofMaxSize(12);
    }
}
