package org.espalier.report.graph;

import org.espalier.model.GraphIndex;
import org.espalier.model.Layer;
import org.espalier.model.LayerId;
import org.espalier.model.Network;
import org.espalier.model.Node;
import org.espalier.model.ValueInfo;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts the nodes of a network into boxes.
 *
 * <p>What only serves constants and shapes is left out. A layer takes along what follows it and
 * reads nothing else (bias, normalization, activation) unless that is where the graph branches.
 * Other operators gather while they read nothing but their own box; poolings in front of a layer
 * join it.
 */
public final class NetworkOutline {
    private static final Set<String> GENERIC =
            Set.of("dense", "conv", "linear", "proj", "fc", "weight", "projection");

    private final GraphIndex index;
    private final Map<Node, Layer> layers = new HashMap<>();
    private final Set<Node> plumbing = new HashSet<>();
    private final Map<String, Group> groups = new HashMap<>();
    private final List<Group> order = new ArrayList<>();
    private final Set<BoxGraph.Link> links = new LinkedHashSet<>();

    private NetworkOutline(Network network, List<Layer> layers) {
        index = new GraphIndex(network.graph());
        layers.forEach(layer -> this.layers.put(layer.node(), layer));
    }

    /** A box that is growing. */
    private static final class Group {
        private final int place;
        private final String id;
        private final List<String> operators = new ArrayList<>();
        private final boolean input;
        private @Nullable Layer layer;
        private int before;

        Group(int place, String id, boolean input) {
            this.place = place;
            this.id = id;
            this.input = input;
        }

        boolean precedesLayer() {
            return !input
                    && layer == null
                    && operators.stream()
                            .allMatch(op -> OperatorWords.isPool(op) || OperatorWords.isSilent(op));
        }

        GraphBox box() {
            if (input) {
                return new GraphBox(id, GraphBox.Kind.INPUT, id, "input", List.of());
            }
            String all = String.join(",", operators);
            if (layer == null) {
                String words = OperatorWords.of(operators);
                return new GraphBox(id, GraphBox.Kind.ARITHMETIC, words, all, List.of());
            }
            LayerId name = layer.id();
            String form = layer.kind() + layer.weightShape() + all;
            String label = shortName(name.name());
            String first =
                    before == 0 ? "" : OperatorWords.of(operators.subList(0, before)) + " · ";
            return new GraphBox(id, GraphBox.Kind.LAYER, first + label, form, List.of(name));
        }
    }

    /** The boxes of a network whose layers are known. */
    public static BoxGraph of(Network network, List<Layer> layers) {
        return new NetworkOutline(network, layers).boxes(network);
    }

    private BoxGraph boxes(Network network) {
        List<String> fed = network.inputs().stream().map(ValueInfo::name).toList();
        findPlumbing(network, fed);
        fed.stream().filter(this::isRead).forEach(name -> put(name, add(name, true)));
        network.nodes().stream().filter(node -> !plumbing.contains(node)).forEach(this::place);
        return new BoxGraph(order.stream().map(Group::box).toList(), List.copyOf(links));
    }

    private void findPlumbing(Network network, List<String> fed) {
        Set<String> data = new HashSet<>(fed);
        for (Node node : network.nodes()) {
            boolean shape = node.is("Shape") || node.is("Size");
            boolean reads = GraphIndex.reads(node).stream().anyMatch(data::contains);
            if (layers.containsKey(node) || reads && !shape) {
                data.addAll(node.outputs());
            } else {
                plumbing.add(node);
            }
        }
    }

    private boolean isRead(String value) {
        return readers(value) > 0;
    }

    private long readers(String value) {
        return index.consumers(value).stream().filter(node -> !plumbing.contains(node)).count();
    }

    private void place(Node node) {
        Set<Group> sources = sources(node);
        Group only = sources.size() == 1 ? sources.iterator().next() : null;
        Layer layer = layers.get(node);
        Group home = only;
        if (only == null || !(layer == null ? joins(node, only) : leadsInto(node, only))) {
            home = add(node.output(), false);
            for (Group source : sources) {
                links.add(new BoxGraph.Link(source.place, home.place));
            }
        }
        take(home, node, layer);
    }

    private void take(@Nullable Group home, Node node, @Nullable Layer layer) {
        if (home == null) {
            return;
        }
        if (layer != null) {
            home.layer = layer;
            home.before = home.operators.size();
        }
        home.operators.add(node.op());
        node.outputs().forEach(output -> put(output, home));
    }

    private Set<Group> sources(Node node) {
        Set<Group> sources = new LinkedHashSet<>();
        for (String value : GraphIndex.reads(node)) {
            Group group = groups.get(value);
            if (group != null) {
                sources.add(group);
            }
        }
        return sources;
    }

    private boolean joins(Node node, Group group) {
        if (group.input || OperatorWords.startsBox(node.op())) {
            return false;
        }
        boolean branches = readers(node.output()) > 1;
        return group.layer == null || !branches || isAffine(node);
    }

    /** What belongs to a layer wherever its output goes: a constant added, a normalization. */
    private boolean isAffine(Node node) {
        boolean constant = node.inputs().stream().anyMatch(value -> !groups.containsKey(value));
        return node.is("BatchNormalization") || (node.is("Add") || node.is("Mul")) && constant;
    }

    private boolean leadsInto(Node node, Group group) {
        String input = node.input(0);
        return group.precedesLayer() && input != null && readers(input) == 1;
    }

    private Group add(String id, boolean input) {
        Group group = new Group(order.size(), id, input);
        order.add(group);
        return group;
    }

    private void put(String value, Group group) {
        if (!value.isEmpty()) {
            groups.put(value, group);
        }
    }

    /** The end of a layer's name: one segment, or two if the last says too little. */
    private static String shortName(String name) {
        int last = name.lastIndexOf('.');
        int before = last < 0 ? -1 : name.lastIndexOf('.', last - 1);
        boolean generic = last >= 0 && GENERIC.contains(name.substring(last + 1));
        return name.substring((generic ? before : last) + 1);
    }
}
