package org.espalier.report.graph;

import org.eclipse.elk.alg.layered.LayeredLayoutProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkBendPoint;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;
import org.espalier.base.CancelledException;
import org.espalier.report.Shape.Box;
import org.espalier.report.Shape.Point;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Lays a graph out from top to bottom in layers (Sugiyama's method, as Eclipse ELK has it: Schulze,
 * Spönemann and von Hanxleden 2014).
 */
public final class LayeredLayout {
    private static final double HEIGHT = 31;
    private static final double LEAST_WIDTH = 150;
    private static final double LETTER = 6.9;
    private static final double PADDING = 14;
    private static final double GAP = 17;
    private static final int THOROUGHNESS = 3;

    private final BoxGraph graph;
    private final List<ElkNode> nodes = new ArrayList<>();
    private final List<ElkEdge> edges = new ArrayList<>();

    private LayeredLayout(BoxGraph graph) {
        this.graph = graph;
    }

    /**
     * Lays a graph out. Slow for thousands of boxes.
     *
     * @param cancelled asked now and then
     * @throws CancelledException if it was cancelled
     */
    public static GraphLayout of(BoxGraph graph, BooleanSupplier cancelled) {
        if (graph.boxes().isEmpty()) {
            return GraphLayout.EMPTY;
        }
        return new LayeredLayout(graph).lay(cancelled);
    }

    /**
     * Lays a few boxes out, so that the classes which a layout needs are there: the first layout of
     * a process takes four times as long as the second.
     */
    public static void warmUp() {
        List<GraphBox> boxes =
                IntStream.range(0, 4)
                        .mapToObj(Integer::toString)
                        .map(id -> new GraphBox(id, GraphBox.Kind.ARITHMETIC, id, id, List.of()))
                        .toList();
        List<BoxGraph.Link> links =
                List.of(
                        new BoxGraph.Link(0, 1),
                        new BoxGraph.Link(0, 2),
                        new BoxGraph.Link(1, 3),
                        new BoxGraph.Link(2, 3),
                        new BoxGraph.Link(0, 3));
        of(new BoxGraph(boxes, links), () -> false);
    }

    private GraphLayout lay(BooleanSupplier cancelled) {
        ElkNode root = root();
        for (GraphBox box : graph.boxes()) {
            ElkNode node = ElkGraphUtil.createNode(root);
            node.setDimensions(width(box), HEIGHT);
            nodes.add(node);
        }
        for (BoxGraph.Link link : graph.links()) {
            edges.add(ElkGraphUtil.createSimpleEdge(nodes.get(link.from()), nodes.get(link.to())));
        }
        LayoutMetaDataService.getInstance(); // makes known to ELK how its own options are copied
        new LayeredLayoutProvider().layout(root, new Cancellation(cancelled));
        if (cancelled.getAsBoolean()) {
            throw new CancelledException();
        }
        return new GraphLayout(
                graph,
                root.getWidth(),
                root.getHeight(),
                nodes.stream().map(LayeredLayout::place).toList(),
                edges.stream().map(LayeredLayout::line).toList());
    }

    private static ElkNode root() {
        ElkNode root = ElkGraphUtil.createGraph();
        root.setProperty(LayeredOptions.DIRECTION, Direction.DOWN);
        root.setProperty(LayeredOptions.EDGE_ROUTING, EdgeRouting.SPLINES);
        root.setProperty(LayeredOptions.SPACING_NODE_NODE, GAP);
        root.setProperty(LayeredOptions.SPACING_EDGE_NODE, GAP);
        root.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, GAP);
        root.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS, GAP / 3);
        root.setProperty(LayeredOptions.SEPARATE_CONNECTED_COMPONENTS, false);
        root.setProperty(LayeredOptions.THOROUGHNESS, THOROUGHNESS);
        root.setProperty(LayeredOptions.PADDING, new ElkPadding(PADDING));
        return root;
    }

    private static double width(GraphBox box) {
        return Math.max(LEAST_WIDTH, box.label().length() * LETTER + 2 * PADDING);
    }

    private static Box place(ElkNode node) {
        return new Box(node.getX(), node.getY(), node.getWidth(), node.getHeight());
    }

    private static List<Point> line(ElkEdge edge) {
        ElkEdgeSection section = edge.getSections().getFirst();
        List<Point> control = new ArrayList<>();
        control.add(new Point(section.getStartX(), section.getStartY()));
        for (ElkBendPoint bend : section.getBendPoints()) {
            control.add(new Point(bend.getX(), bend.getY()));
        }
        control.add(new Point(section.getEndX(), section.getEndY()));
        return Curve.through(control);
    }

    private static final class Cancellation extends BasicProgressMonitor {
        private final BooleanSupplier cancelled;

        Cancellation(BooleanSupplier cancelled) {
            this.cancelled = cancelled;
        }

        @Override
        public boolean isCanceled() {
            return cancelled.getAsBoolean();
        }
    }
}
