package org.espalier.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table in aligned columns: the first to the left, the others, numbers mostly, to the right. */
final class Columns {
    private final List<List<String>> rows = new ArrayList<>();

    Columns(String... header) {
        if (header.length > 0) {
            row(header);
        }
    }

    Columns row(String... cells) {
        return row(List.of(cells));
    }

    Columns row(List<String> cells) {
        rows.add(cells);
        return this;
    }

    @Override
    public String toString() {
        return rows.stream().map(this::line).collect(Collectors.joining(System.lineSeparator()));
    }

    private String line(List<String> row) {
        return IntStream.range(0, row.size())
                .mapToObj(column -> cell(row.get(column), column))
                .collect(Collectors.joining("  "))
                .stripTrailing();
    }

    private String cell(String text, int column) {
        String padding = " ".repeat(width(column) - text.length());
        return column == 0 ? text + padding : padding + text;
    }

    private int width(int column) {
        return rows.stream()
                .filter(row -> row.size() > column)
                .mapToInt(row -> row.get(column).length())
                .max()
                .orElse(0);
    }
}
