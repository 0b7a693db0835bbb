package org.espalier.report.graph;

import org.espalier.report.Shape.Box;
import org.espalier.report.Shape.Point;

import java.util.List;

/**
 * Where boxes and lines lie, in pixels at zoom 1.
 *
 * @param places of the boxes, in the graph's order
 * @param lines of the links, in the graph's order, from end to end
 */
public record GraphLayout(
        BoxGraph graph, double width, double height, List<Box> places, List<List<Point>> lines) {
    /** No graph. */
    public static final GraphLayout EMPTY =
            new GraphLayout(new BoxGraph(List.of(), List.of()), 0, 0, List.of(), List.of());
}
