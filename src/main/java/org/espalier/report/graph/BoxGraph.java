package org.espalier.report.graph;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Boxes in topological order and who feeds whom.
 *
 * @param links each once, from an earlier box to a later one
 */
public record BoxGraph(List<GraphBox> boxes, List<Link> links) {
    /** A line between two boxes, by their places in the list. */
    public record Link(int from, int to) {}

    /** For each box, the places of the boxes that feed it, ascending. */
    int[][] sources() {
        return IntStream.range(0, boxes.size())
                .mapToObj(
                        box ->
                                links.stream()
                                        .filter(link -> link.to() == box)
                                        .mapToInt(Link::from)
                                        .sorted()
                                        .toArray())
                .toArray(int[][]::new);
    }
}
