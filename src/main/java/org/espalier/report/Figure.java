package org.espalier.report;

import java.util.List;
import java.util.function.Supplier;

/**
 * A chart as a list of shapes: a pure function of its data. The screen, SVG and reports paint it.
 *
 * @param title what it shows, in a few words
 * @param shapes in painting order, pixels from the top left corner
 * @param numbers makes the table of the numbers that it shows
 */
public record Figure(
        String title,
        double width,
        double height,
        List<Shape> shapes,
        Supplier<DataTable> numbers) {
    /** The numbers that it shows. */
    public DataTable data() {
        return numbers.get();
    }
}
