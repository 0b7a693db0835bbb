package org.espalier.model;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Takes blocks out of a network: what read the value at a block's exit reads the one at its
 * entrance instead, as the residual stream of a transformer allows.
 *
 * <p>Layers that stay keep their names. A checkpoint's folder numbers its blocks anew when it is
 * written.
 */
public final class BlockRemoval {
    private final Network network;
    private final List<Block> blocks;
    private final Set<String> bound;

    private BlockRemoval(Network network, List<Block> blocks) {
        this.network = network;
        this.blocks = blocks;
        this.bound = bound(network.graph());
    }

    /**
     * A block that the network can do without.
     *
     * @param entrance the value that it adds to
     * @param exit what it makes of it, of the same shape
     */
    public record Span(Block block, String entrance, String exit) {}

    /**
     * The blocks that can be taken out: each has the layers of another block, and is left by a
     * value like the one that enters it.
     *
     * @param blocks of the network, from its beginning on
     */
    public static List<Span> spans(Network network, List<Block> blocks) {
        BlockRemoval removal = new BlockRemoval(network, blocks);
        return blocks.stream()
                .filter(removal::isRepeated)
                .flatMap(block -> Stream.ofNullable(removal.span(block)))
                .toList();
    }

    /** Values that sub-graphs read or callers fetch, which have to stay. */
    private static Set<String> bound(Graph graph) {
        Set<String> bound = new HashSet<>();
        graph.outputs().forEach(output -> bound.add(output.name()));
        graph.nodes().stream()
                .flatMap(node -> node.subGraphs().stream())
                .forEach(inner -> bound.addAll(GraphIndex.captured(inner)));
        return bound;
    }

    private boolean isRepeated(Block block) {
        return block.layers().size() > 1
                && blocks.stream().filter(other -> shapes(other).equals(shapes(block))).count() > 1;
    }

    private static List<String> shapes(Block block) {
        return block.layers().stream().map(BlockNames::shape).toList();
    }

    private @Nullable Span span(Block block) {
        int index = blocks.indexOf(block);
        boolean follows = index > 0 && shapes(blocks.get(index - 1)).equals(shapes(block));
        String entrance = follows ? block.entrance() : beforeTheFirst(index);
        String exit = block.exit();
        if (entrance == null || exit == null || bound.contains(exit)) {
            return null;
        }
        return alike(entrance, exit) ? new Span(block, entrance, exit) : null;
    }

    private boolean alike(String entrance, String exit) {
        ValueInfo in = network.graph().values().get(entrance);
        ValueInfo out = network.graph().values().get(exit);
        return in == null
                || out == null
                || in.dims() == null
                || out.dims() == null
                || in.dims().equals(out.dims());
    }

    /**
     * The value that enters the first of the repeated blocks. What comes before them, such as the
     * positions' embedding, is cut off with it or not at all: the value is found where the next
     * block, node for node, reads the first one's exit.
     */
    private @Nullable String beforeTheFirst(int index) {
        String exit = blocks.get(index).exit();
        if (exit == null || index + 1 == blocks.size() || blocks.get(index + 1).exit() == null) {
            return null;
        }
        List<Node> nodes = network.nodes().stream().filter(node -> !node.is("Constant")).toList();
        int middle = place(nodes, exit);
        int end = place(nodes, Objects.requireNonNull(blocks.get(index + 1).exit()));
        int length = end - middle;
        if (length > middle + 1) {
            return null;
        }
        List<Node> first = nodes.subList(middle + 1 - length, middle + 1);
        List<Node> second = nodes.subList(middle + 1, end + 1);
        if (!ops(first).equals(ops(second))) {
            return null;
        }
        for (int i = 0; i < length; i++) {
            int input = second.get(i).inputs().indexOf(exit);
            if (input >= 0) {
                return first.get(i).input(input);
            }
        }
        return null;
    }

    private static int place(List<Node> nodes, String value) {
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i).outputs().contains(value)) {
                return i;
            }
        }
        throw new IllegalArgumentException("not in the network: " + value);
    }

    private static List<String> ops(List<Node> nodes) {
        return nodes.stream().map(Node::op).toList();
    }

    /**
     * The network without blocks.
     *
     * @param spans some of {@link #spans}
     * @throws org.espalier.base.UserFacingException if the network came from a checkpoint whose
     *     configuration cannot say so
     */
    public static Network without(Network network, List<Span> spans) {
        Map<String, String> entrances = new HashMap<>();
        spans.forEach(span -> entrances.put(span.exit(), span.entrance()));
        List<Node> nodes = network.nodes().stream().map(node -> reading(node, entrances)).toList();
        Graph graph = live(network.graph(), nodes);
        List<String> names = spans.stream().map(span -> span.block().name()).toList();
        return new Network(network.metadata(), graph, network.carried().without(names, graph));
    }

    private static Node reading(Node node, Map<String, String> entrances) {
        if (node.inputs().stream().noneMatch(entrances::containsKey)) {
            return node;
        }
        List<String> inputs =
                node.inputs().stream().map(input -> entrance(input, entrances)).toList();
        return new Node(
                node.name(),
                node.op(),
                node.domain(),
                inputs,
                node.outputs(),
                node.attributes(),
                node.doc(),
                node.module());
    }

    private static String entrance(String value, Map<String, String> entrances) {
        String found = value;
        while (entrances.containsKey(found)) {
            found = Objects.requireNonNull(entrances.get(found));
        }
        return found;
    }

    /** What outputs still depend on; weights that only nodes read that are gone are gone too. */
    private static Graph live(Graph graph, List<Node> nodes) {
        Set<String> needed = new HashSet<>();
        graph.outputs().forEach(output -> needed.add(output.name()));
        List<Node> kept = new ArrayList<>();
        for (Node node : nodes.reversed()) {
            if (node.outputs().stream().anyMatch(needed::contains)) {
                needed.addAll(GraphIndex.reads(node));
                kept.add(node);
            }
        }
        Set<String> lost = new HashSet<>();
        nodes.stream()
                .filter(node -> node.outputs().stream().noneMatch(needed::contains))
                .forEach(
                        node -> {
                            lost.addAll(GraphIndex.reads(node));
                            lost.addAll(node.outputs());
                        });
        lost.removeAll(needed);
        Map<String, Weight> weights = new LinkedHashMap<>(graph.weights());
        weights.keySet().removeAll(lost);
        Map<String, ValueInfo> values = new LinkedHashMap<>(graph.values());
        values.keySet().removeAll(lost);
        return new Graph(
                graph.name(),
                graph.inputs(),
                graph.outputs(),
                List.copyOf(kept.reversed()),
                weights,
                values);
    }
}
