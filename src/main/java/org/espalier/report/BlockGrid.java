package org.espalier.report;

import org.espalier.model.Block;
import org.espalier.model.Layer;
import org.espalier.model.LayerId;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The layers of a network that repeats itself, as a table: a column for each of the blocks that
 * repeat, a row for each kind of layer in them. Layers are indices in graph order.
 *
 * @param blocks what tells the columns apart, such as {@code 3}
 * @param kinds what tells the rows apart, such as {@code q_proj}
 * @param layers by row and column; -1 where a block has no layer of the kind
 * @param outside the layers in none of the columns, ascending
 */
public record BlockGrid(
        List<String> blocks,
        List<String> kinds,
        List<List<Integer>> layers,
        List<Integer> outside) {
    /** A place in the table, whether a layer is there or not. */
    public record Cell(int row, int column) {}

    /** The table of these blocks; without columns if fewer than two of them are alike. */
    public static BlockGrid of(List<Block> blocks, List<LayerId> ids) {
        List<Block> columns = repeated(blocks);
        Map<LayerId, Integer> index = new HashMap<>();
        IntStream.range(0, ids.size()).forEach(i -> index.put(ids.get(i), i));
        Map<String, Integer[]> rows = new LinkedHashMap<>();
        SortedSet<Integer> outside = new TreeSet<>(index.values());
        for (int column = 0; column < columns.size(); column++) {
            int at = column;
            kinds(columns.get(column))
                    .forEach(
                            (kind, layer) -> {
                                int number = index.getOrDefault(layer, -1);
                                rows.computeIfAbsent(kind, key -> empty(columns.size()))[at] =
                                        number;
                                outside.remove(number);
                            });
        }
        return new BlockGrid(
                ShortNames.distinctive(columns.stream().map(Block::name).toList()),
                endings(List.copyOf(rows.keySet())),
                rows.values().stream().map(List::of).toList(),
                List.copyOf(outside));
    }

    private static Integer[] empty(int columns) {
        Integer[] row = new Integer[columns];
        Arrays.fill(row, -1);
        return row;
    }

    /** Blocks of several layers whose names differ in their numbers alone. */
    private static List<Block> repeated(List<Block> blocks) {
        List<Block> large = blocks.stream().filter(block -> block.layers().size() > 1).toList();
        Map<String, Long> alike =
                large.stream()
                        .collect(Collectors.groupingBy(BlockGrid::family, Collectors.counting()));
        return large.stream().filter(block -> alike.getOrDefault(family(block), 0L) > 1).toList();
    }

    private static String family(Block block) {
        return block.name().replaceAll("\\d+", "#");
    }

    /**
     * The layers of a block by their names in it; by their place where its name is a made-up one.
     */
    private static Map<String, LayerId> kinds(Block block) {
        String prefix = block.name() + ".";
        List<LayerId> ids = block.layers().stream().map(Layer::id).toList();
        Map<String, LayerId> named =
                ids.stream()
                        .filter(id -> id.name().startsWith(prefix))
                        .collect(
                                Collectors.toMap(
                                        id -> id.name().substring(prefix.length()),
                                        Function.identity(),
                                        (one, other) -> one,
                                        LinkedHashMap::new));
        if (named.isEmpty()) {
            IntStream.range(0, ids.size()).forEach(i -> named.put("layer " + (i + 1), ids.get(i)));
        }
        return named;
    }

    /** Of each name the last word, and as many before it as tell it from the others. */
    private static List<String> endings(List<String> names) {
        return names.stream().map(name -> ending(name, names)).toList();
    }

    private static String ending(String name, List<String> names) {
        int from = name.lastIndexOf('.');
        while (from >= 0) {
            String end = name.substring(from);
            if (names.stream().filter(other -> ("." + other).endsWith(end)).count() == 1) {
                return end.substring(1);
            }
            from = name.lastIndexOf('.', from - 1);
        }
        return name;
    }

    /** Whether there is anything to show. */
    public boolean repeats() {
        return blocks.size() > 1;
    }

    /** The layer at a place; -1 if there is none. */
    public int layer(Cell cell) {
        return layers.get(cell.row()).get(cell.column());
    }

    /** The place of a layer; empty if it is outside the blocks. */
    public Optional<Cell> cell(int layer) {
        for (int row = 0; row < layers.size(); row++) {
            int column = layers.get(row).indexOf(layer);
            if (column >= 0) {
                return Optional.of(new Cell(row, column));
            }
        }
        return Optional.empty();
    }

    /** The nearest place within the table. */
    public Cell nearest(int row, int column) {
        return new Cell(
                Math.clamp(row, 0, kinds.size() - 1), Math.clamp(column, 0, blocks.size() - 1));
    }

    /** The layers in the rectangle between two places, both included. */
    public SortedSet<Integer> between(Cell one, Cell other) {
        SortedSet<Integer> found = new TreeSet<>();
        for (int row = Math.min(one.row(), other.row());
                row <= Math.max(one.row(), other.row());
                row++) {
            int from = Math.min(one.column(), other.column());
            int to = Math.max(one.column(), other.column()) + 1;
            found.addAll(layers.get(row).subList(from, to));
        }
        found.remove(-1);
        return Collections.unmodifiableSortedSet(found);
    }

    /** The layers of all cells. */
    public List<Integer> all() {
        List<Integer> all = new ArrayList<>();
        layers.forEach(all::addAll);
        all.removeIf(layer -> layer < 0);
        Collections.sort(all);
        return all;
    }
}
