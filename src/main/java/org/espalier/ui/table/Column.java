package org.espalier.ui.table;

import org.espalier.report.DataTable;

import java.util.List;

/**
 * A column of a table: what is compared when sorting, what is read, and what a file gets.
 *
 * @param <R> the rows
 */
public interface Column<R> {
    /** Ends the keys of its title and tooltip; its name in files. */
    String key();

    /** Width that it is given at first, in pixels. */
    double width();

    /** Width at which it can still be read, in pixels. */
    default double least() {
        return isNumber() ? width() : 0.7 * width();
    }

    /** Whether it is shown until the user chooses otherwise. */
    default boolean isUsual() {
        return true;
    }

    /** Whether it holds numbers, which stand on the right. */
    boolean isNumber();

    /** What it is sorted by; all values of a column can be compared with each other. */
    Comparable<?> value(R row);

    /** What is read. */
    String text(R row);

    /** What the clipboard and files get. */
    default String exact(R row) {
        return value(row).toString();
    }

    /** Rows under plain names, for files and the clipboard. */
    static <R> DataTable table(List<? extends R> rows, List<? extends Column<R>> columns) {
        return new DataTable(
                columns.stream().map(Column::key).toList(),
                rows.stream()
                        .map(row -> columns.stream().map(column -> column.exact(row)).toList())
                        .toList());
    }
}
