package org.espalier.report.graph;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds blocks that are repeated one after the other, such as the layers of a transformer.
 *
 * <p>Two boxes are alike at distance {@code p} if they have the same form and each source of the
 * one is the source of the other or lies {@code p} before it. A run of alike boxes over at least
 * three times {@code p} boxes is a repeat. Of all repeats those that save most are taken, without
 * overlap.
 */
final class RepeatSearch {
    private static final int LEAST = 3;
    private static final int LEAST_SINGLE = 4;

    private final List<GraphBox> boxes;
    private final int[][] sources;

    private RepeatSearch(BoxGraph graph) {
        boxes = graph.boxes();
        sources = graph.sources();
    }

    /** The repeats of a graph in its order. */
    static List<Repeat> in(BoxGraph graph) {
        return new RepeatSearch(graph).find();
    }

    private List<Repeat> find() {
        List<Repeat> all = new ArrayList<>();
        for (int period = 1; period <= boxes.size() / LEAST; period++) {
            addRuns(period, all);
        }
        all.sort(Comparator.comparing(Repeat::saved).reversed().thenComparing(Repeat::period));
        List<Repeat> taken = new ArrayList<>();
        for (Repeat repeat : all) {
            if (taken.stream()
                    .noneMatch(t -> t.start() < repeat.end() && repeat.start() < t.end())) {
                taken.add(repeat);
            }
        }
        taken.sort(Comparator.comparing(Repeat::start));
        return List.copyOf(taken);
    }

    private void addRuns(int period, List<Repeat> all) {
        int start = 0;
        while (start + period < boxes.size()) {
            int alike = start;
            while (alike + period < boxes.size() && alike(alike, alike + period, period)) {
                alike++;
            }
            Repeat repeat = best(start, alike + period, period);
            if (repeat != null) {
                all.add(repeat);
            }
            start = alike + 1;
        }
    }

    /** The same blocks can be cut at several places: at the one that gives them names, if any. */
    private @Nullable Repeat best(int start, int end, int period) {
        int least = period == 1 ? LEAST_SINGLE : LEAST;
        return IntStream.range(start, start + period)
                .mapToObj(from -> new Repeat(from, period, (end - from) / period))
                .filter(repeat -> repeat.count() >= least)
                .max(
                        Comparator.comparing((Repeat r) -> BlockNames.of(r, boxes).numbered())
                                .thenComparing(Repeat::count)
                                .thenComparing(r -> -r.start()))
                .orElse(null);
    }

    private boolean alike(int a, int b, int period) {
        if (!boxes.get(a).form().equals(boxes.get(b).form())
                || sources[a].length != sources[b].length) {
            return false;
        }
        return IntStream.range(0, sources[a].length)
                .allMatch(i -> corresponds(sources[a][i], sources[b][i], period));
    }

    private static boolean corresponds(int a, int b, int period) {
        return b - a == period || a == b;
    }
}
