package org.espalier.engine.djl.fusion;

import org.espalier.engine.Program;
import org.espalier.model.Node;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Applies all fusions, one after the other, each as often as it matches. */
public final class Fusions {
    /** Larger patterns come before the smaller ones that they contain. */
    private static final List<Fusion> ALL =
            List.of(
                    new LayerNormFusion(),
                    new GeluFusion(),
                    new AttentionFusion(),
                    new BatchNormFusion(),
                    new ConvTailFusion(),
                    new LinearFusion());

    private Fusions() {}

    /** The nodes of a program with the patterns in them replaced. */
    public static List<Node> apply(Program program, List<Node> nodes) {
        List<Node> current = nodes;
        for (Fusion fusion : ALL) {
            current = applied(fusion, new GraphView(program, current), current);
        }
        return current;
    }

    /** Looks from the last node to the first, so that the longest of nested patterns is found. */
    private static List<Node> applied(Fusion fusion, GraphView graph, List<Node> nodes) {
        Set<Node> gone = Collections.newSetFromMap(new IdentityHashMap<>());
        Map<Node, List<Node>> replacements = new IdentityHashMap<>();
        for (Node node : nodes.reversed()) {
            Fusion.Match match = fusion.match(node, graph);
            if (match != null
                    && graph.hides(match.covered(), node)
                    && Collections.disjoint(gone, match.covered())) {
                gone.addAll(match.covered());
                replacements.put(node, match.replacement());
            }
        }
        return nodes.stream()
                .flatMap(node -> replacements.getOrDefault(node, rest(node, gone)).stream())
                .toList();
    }

    private static List<Node> rest(Node node, Set<Node> gone) {
        return gone.contains(node) ? List.of() : List.of(node);
    }
}
