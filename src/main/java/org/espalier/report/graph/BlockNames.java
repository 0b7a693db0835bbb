package org.espalier.report.graph;

import org.espalier.model.LayerId;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the blocks of a repeat are called, from the names of the layers in them.
 *
 * @param blocks such as {@code encoder.layer.0}, {@code encoder.layer.1}
 * @param all such as {@code encoder.layer.0-1 ×2}
 * @param numbered whether the names differ in one number only
 */
record BlockNames(List<String> blocks, String all, boolean numbered) {

    static BlockNames of(Repeat repeat, List<GraphBox> boxes) {
        List<List<String>> prefixes =
                IntStream.range(0, repeat.count())
                        .mapToObj(block -> prefix(layers(repeat, block, boxes)))
                        .toList();
        String times = " ×" + repeat.count();
        int at = numberedAt(prefixes);
        if (at >= 0) {
            return new BlockNames(
                    prefixes.stream().map(prefix -> String.join(".", prefix)).toList(),
                    range(prefixes.getFirst(), prefixes.getLast(), at) + times,
                    true);
        }
        String first = boxes.get(repeat.start()).label();
        String more = repeat.period() > 1 ? " …" : "";
        return new BlockNames(
                IntStream.range(0, repeat.count()).mapToObj(i -> first + more + i).toList(),
                first + more + times,
                false);
    }

    private static List<List<String>> layers(Repeat repeat, int block, List<GraphBox> boxes) {
        int from = repeat.start() + block * repeat.period();
        return boxes.subList(from, from + repeat.period()).stream()
                .flatMap(box -> box.layers().stream())
                .map(LayerId::name)
                .map(name -> List.of(name.split("\\.")))
                .toList();
    }

    /** The segments that all names begin with. */
    private static List<String> prefix(List<List<String>> names) {
        List<String> prefix = names.isEmpty() ? List.of() : names.getFirst();
        for (List<String> name : names) {
            int same = 0;
            while (same < Math.min(prefix.size(), name.size())
                    && prefix.get(same).equals(name.get(same))) {
                same++;
            }
            prefix = prefix.subList(0, same);
        }
        return prefix;
    }

    /** Where the prefixes differ, each by another number; -1 if they differ otherwise. */
    private static int numberedAt(List<List<String>> prefixes) {
        List<String> first = prefixes.getFirst();
        if (prefixes.stream().anyMatch(prefix -> prefix.size() != first.size())) {
            return -1;
        }
        int[] differing =
                IntStream.range(0, first.size())
                        .filter(
                                i ->
                                        prefixes.stream()
                                                .anyMatch(p -> !p.get(i).equals(first.get(i))))
                        .toArray();
        boolean one = differing.length == 1;
        boolean numbers =
                one && prefixes.stream().allMatch(p -> p.get(differing[0]).matches("\\d+"));
        boolean distinct =
                one
                        && prefixes.stream().map(p -> p.get(differing[0])).distinct().count()
                                == prefixes.size();
        return numbers && distinct ? differing[0] : -1;
    }

    private static String range(List<String> first, List<String> last, int at) {
        List<String> parts = new ArrayList<>(first);
        parts.set(at, first.get(at) + "-" + last.get(at));
        return String.join(".", parts);
    }
}
