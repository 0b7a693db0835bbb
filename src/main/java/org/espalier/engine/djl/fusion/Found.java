package org.espalier.engine.djl.fusion;

import org.espalier.model.Node;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a pattern has matched so far.
 *
 * @param values value names by the names in the pattern
 * @param nodes the matched nodes
 */
record Found(Map<String, String> values, List<Node> nodes) {
    static final Found NOTHING = new Found(Map.of(), List.of());

    /** With one more value, or null if the name stands for another one already. */
    @Nullable Found with(String name, String value) {
        String known = values.get(name);
        if (known != null) {
            return known.equals(value) ? this : null;
        }
        Map<String, String> more = new HashMap<>(values);
        more.put(name, value);
        return new Found(more, nodes);
    }

    Found covering(Node node) {
        List<Node> more = new ArrayList<>(nodes);
        more.add(node);
        return new Found(values, more);
    }

    /** The value that a name in the pattern stands for. */
    String get(String name) {
        return Objects.requireNonNull(values.get(name), name);
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** The matched node that computes the value of a name. */
    Node node(String name) {
        String value = get(name);
        return nodes.stream().filter(n -> n.outputs().contains(value)).findFirst().orElseThrow();
    }
}
