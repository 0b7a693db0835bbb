package org.espalier.analyze;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** In which order the columns of a table tell most: the middle, the ends, then ever finer. */
final class CellOrder {
    private CellOrder() {}

    /** Rounds of column indices that cover each of {@code columns} once. */
    static List<List<Integer>> rounds(int columns) {
        List<List<Integer>> rounds = new ArrayList<>();
        TreeSet<Integer> known = new TreeSet<>();
        add(columns > 0 ? List.of((columns - 1) / 2) : List.of(), known, rounds);
        add(columns > 1 ? List.of(0, columns - 1) : List.of(), known, rounds);
        while (known.size() < columns) {
            add(middles(known), known, rounds);
        }
        return rounds;
    }

    private static void add(
            List<Integer> next, TreeSet<Integer> known, List<List<Integer>> rounds) {
        List<Integer> fresh = next.stream().filter(known::add).toList();
        if (!fresh.isEmpty()) {
            rounds.add(fresh);
        }
    }

    private static List<Integer> middles(TreeSet<Integer> known) {
        List<Integer> middles = new ArrayList<>();
        int before = known.first();
        for (int column : known.tailSet(before, false)) {
            if (column - before > 1) {
                middles.add((before + column) / 2);
            }
            before = column;
        }
        return middles;
    }
}
