package org.espalier.report;

import java.util.List;

/**
 * The numbers behind a figure: its accessible form, and its CSV.
 *
 * @param rows cells in the order of {@code header}
 */
public record DataTable(List<String> header, List<List<String>> rows) {
    /** As RFC 4180 writes it: commas, lines ended by CR LF, quotes where needed. */
    public String csv() {
        StringBuilder text = new StringBuilder();
        append(text, header);
        rows.forEach(row -> append(text, row));
        return text.toString();
    }

    /** Separated by tabs, as spreadsheets take it from the clipboard; tabs inside become spaces. */
    public String tsv() {
        StringBuilder text = new StringBuilder(line(header));
        rows.forEach(row -> text.append(line(row)));
        return text.toString();
    }

    private static String line(List<String> cells) {
        return String.join("\t", cells.stream().map(cell -> cell.replaceAll("\\s", " ")).toList())
                + "\n";
    }

    private static void append(StringBuilder text, List<String> cells) {
        text.append(String.join(",", cells.stream().map(DataTable::quoted).toList()));
        text.append("\r\n");
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
