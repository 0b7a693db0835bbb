package org.espalier.data;

import java.util.ArrayList;
import java.util.List;

/**
 * Comma-separated rows by RFC 4180: a cell in quotes may hold commas, line ends and doubled quotes.
 */
final class CsvReader {
    private final String content;
    private final List<List<String>> rows = new ArrayList<>();
    private final StringBuilder cell = new StringBuilder();
    private List<String> row = new ArrayList<>();
    private int next;

    private CsvReader(String content) {
        this.content = content;
    }

    /**
     * The cells of each row that is not blank.
     *
     * @throws IllegalArgumentException if a quoted cell does not end
     */
    static List<List<String>> rows(String content) {
        CsvReader reader = new CsvReader(content);
        while (reader.next < content.length()) {
            reader.read(content.charAt(reader.next++));
        }
        reader.endRow();
        return reader.rows;
    }

    private void read(char c) {
        switch (c) {
            case '"' -> quoted();
            case ',' -> endCell();
            case '\n' -> endRow();
            case '\r' -> {}
            default -> cell.append(c);
        }
    }

    private void quoted() {
        boolean doubled = true;
        while (doubled) {
            int end = content.indexOf('"', next);
            if (end < 0) {
                throw new IllegalArgumentException("a quoted cell does not end");
            }
            doubled = content.startsWith("\"\"", end);
            cell.append(content, next, doubled ? end + 1 : end);
            next = doubled ? end + 2 : end + 1;
        }
    }

    private void endCell() {
        row.add(cell.toString());
        cell.setLength(0);
    }

    private void endRow() {
        endCell();
        if (row.size() > 1 || !row.get(0).isBlank()) {
            rows.add(row);
        }
        row = new ArrayList<>();
    }
}
