package org.espalier.report.compare;

import org.espalier.report.Figure;
import org.espalier.report.Palette;

/**
 * A figure of a comparison, in any size.
 *
 * @param name of its files, without ending
 */
public record NamedFigure(String name, String title, String subtitle, Source source) {
    /** Paints it. */
    @FunctionalInterface
    public interface Source {
        /** The figure in a size and a palette. */
        Figure figure(double width, double height, Palette palette);
    }
}
