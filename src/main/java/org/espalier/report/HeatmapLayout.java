package org.espalier.report;

import org.espalier.report.Shape.Box;

import java.util.List;

/**
 * Where layers and sparsities lie in a {@link SensitivityFigure}: for painting it and for finding
 * what the pointer is on.
 *
 * @param plot the cells
 * @param strip the bars of weights under them
 * @param layers number of columns
 * @param sparsities rows, ascending, from the bottom up
 */
public record HeatmapLayout(Box plot, Box strip, int layers, List<Double> sparsities) {
    private static final double LEFT = 64;
    private static final double RIGHT = 14;
    private static final double TOP = 10;
    private static final double LEGEND = 46;
    private static final double STRIP = 52;
    private static final double GAP = 10;

    /**
     * The layout in a figure of this size.
     *
     * @param names height of the layers' names
     */
    static HeatmapLayout in(
            double width, double height, double names, int layers, List<Double> sparsities) {
        double under = GAP + STRIP + names + LEGEND;
        Box plot = new Box(LEFT, TOP, across(width), Math.max(1, height - TOP - under));
        Box strip = new Box(LEFT, plot.bottom() + GAP, plot.width(), STRIP);
        return new HeatmapLayout(plot, strip, layers, sparsities);
    }

    /** Width of the cells in a figure of this width. */
    static double across(double width) {
        return Math.max(1, width - LEFT - RIGHT);
    }

    /** Width of a layer's column. */
    public double columnWidth() {
        return plot.width() / Math.max(1, layers);
    }

    /** Middle of a layer's column. */
    public double x(int layer) {
        return plot.x() + (layer + 0.5) * columnWidth();
    }

    /** Height at which a sparsity is drawn. */
    public double y(double sparsity) {
        double share = (sparsity - lowest()) / (highest() - lowest());
        return plot.bottom() - share * plot.height();
    }

    /** The layer at a place, or -1 outside. */
    public int layerAt(double x) {
        int layer = (int) Math.floor((x - plot.x()) / columnWidth());
        return layer >= 0 && layer < layers ? layer : -1;
    }

    /** The sparsity at a height, within what a layer can have. */
    public double sparsityAt(double y) {
        double share = (plot.bottom() - y) / plot.height();
        double sparsity = lowest() + share * (highest() - lowest());
        return Math.clamp(sparsity, 0, sparsities.getLast());
    }

    /** A layer's whole column. */
    public Box column(int layer) {
        return new Box(x(layer) - columnWidth() / 2, plot.y(), columnWidth(), plot.height());
    }

    /**
     * The cell of a layer and a row; a sparsity lies at the middle between its neighbours' edges.
     */
    public Box cell(int layer, int row) {
        double top = y(edge(row + 1));
        double bottom = y(edge(row));
        return new Box(x(layer) - columnWidth() / 2, top, columnWidth(), bottom - top);
    }

    private double lowest() {
        return edge(0);
    }

    private double highest() {
        return edge(sparsities.size());
    }

    /** Lower edge of a row. */
    private double edge(int row) {
        int last = sparsities.size() - 1;
        if (last == 0) {
            return sparsities.getFirst() + (row == 0 ? -0.05 : 0.05);
        }
        if (row == 0) {
            return 1.5 * sparsities.get(0) - 0.5 * sparsities.get(1);
        }
        return row > last
                ? 1.5 * sparsities.get(last) - 0.5 * sparsities.get(last - 1)
                : (sparsities.get(row - 1) + sparsities.get(row)) / 2;
    }
}
