package org.espalier.engine.djl;

import org.espalier.engine.Program;
import org.espalier.model.Node;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which nodes of a network a program needs. */
final class Selection {
    private Selection() {}

    /** The nodes between feeds and fetches, in the network's order. */
    static List<Node> between(Program program) {
        Map<String, Node> producers = new HashMap<>();
        for (Node node : program.network().nodes()) {
            node.outputs().forEach(output -> producers.put(output, node));
        }
        producers.keySet().removeAll(program.feeds());
        producers.keySet().removeAll(program.network().weights().keySet());
        Set<Node> needed = reachable(program.fetches(), producers);
        return program.network().nodes().stream().filter(needed::contains).toList();
    }

    private static Set<Node> reachable(List<String> fetches, Map<String, Node> producers) {
        Set<Node> needed = java.util.Collections.newSetFromMap(new java.util.IdentityHashMap<>());
        Deque<String> open = new ArrayDeque<>(fetches);
        while (!open.isEmpty()) {
            Node node = producers.get(open.pop());
            if (node != null && needed.add(node)) {
                open.addAll(node.inputs());
            }
        }
        return needed;
    }
}
