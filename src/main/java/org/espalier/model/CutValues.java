package org.espalier.model;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The values at which a network can be cut in two: at some place in its order of nodes they are the
 * only ones alive that depend on a layer.
 */
final class CutValues {
    private final List<Node> nodes;
    private final Map<String, Integer> places = new HashMap<>();

    /** By place, the value that is alone alive behind the node there; null if several are. */
    private final List<@Nullable String> alone;

    CutValues(Network network, Collection<Layer> layers) {
        nodes = network.nodes();
        for (int i = 0; i < nodes.size(); i++) {
            places.put(nodes.get(i).output(), i);
        }
        alone = alone(network, layers);
    }

    private List<@Nullable String> alone(Network network, Collection<Layer> layers) {
        Map<String, Integer> lastUse = lastUses(network);
        Set<String> ofLayers = new HashSet<>();
        layers.forEach(layer -> ofLayers.add(layer.output()));
        Set<String> dependent = new HashSet<>();
        Set<String> alive = new HashSet<>();
        List<@Nullable String> result = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            Set<String> reads = GraphIndex.reads(node);
            if (ofLayers.contains(node.output()) || reads.stream().anyMatch(dependent::contains)) {
                dependent.addAll(node.outputs());
                alive.addAll(node.outputs());
            }
            int place = i;
            alive.removeIf(value -> lastUse.getOrDefault(value, -1) <= place);
            result.add(alive.size() == 1 ? alive.iterator().next() : null);
        }
        return result;
    }

    private Map<String, Integer> lastUses(Network network) {
        Map<String, Integer> uses = new HashMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            for (String value : GraphIndex.reads(nodes.get(i))) {
                uses.put(value, i);
            }
        }
        network.outputs().forEach(output -> uses.put(output.name(), nodes.size()));
        return uses;
    }

    /**
     * A value between two nodes to cut at; null if there is none. If nodes say which module they
     * come from, it is the last that comes from {@code module}; else the first.
     */
    @Nullable String between(Node from, Node to, String module) {
        String first = null;
        String own = null;
        for (int i = place(from); i < place(to); i++) {
            String value = alone.get(i);
            if (value != null) {
                first = first == null ? value : first;
                String source = nodes.get(i).module();
                own = source.equals(module) || source.startsWith(module + ".") ? value : own;
            }
        }
        return own == null || module.isEmpty() ? first : own;
    }

    private int place(Node node) {
        Integer place = places.get(node.output());
        if (place == null) {
            throw new IllegalArgumentException("not in the network: " + node.label());
        }
        return place;
    }
}
