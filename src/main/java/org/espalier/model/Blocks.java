package org.espalier.model;

import org.espalier.base.UserFacingException;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Cuts a network into blocks.
 *
 * <p>Layers are grouped by what their names say, or else by a sequence of shapes that repeats. A
 * cut lies between two groups where a single value that depends on layers is alive; masks and
 * tables of positions, which do not, are computed again for each block. Groups that no such value
 * parts, or that share a weight, make one block.
 */
public final class Blocks {
    private final Network network;
    private final List<Layer> layers;
    private final CutValues cuts;

    private Blocks(Network network) {
        this.network = network;
        this.layers = Layers.of(network);
        this.cuts = new CutValues(network, layers);
    }

    /**
     * The blocks in topological order; together they hold all layers.
     *
     * @return a single block if the network is not to be cut or cannot be
     * @throws UserFacingException if a name of the choice fits no layer
     */
    public static List<Block> of(Network network, BlockChoice choice) {
        Blocks blocks = new Blocks(network);
        return blocks.cut(blocks.labels(choice));
    }

    private Map<LayerId, String> labels(BlockChoice choice) {
        return switch (choice) {
            case BlockChoice.Automatic automatic -> repeated();
            case BlockChoice.Whole whole -> Map.of();
            case BlockChoice.Named named -> named(named.names());
        };
    }

    private Map<LayerId, String> repeated() {
        Map<LayerId, String> byName = labels(layer -> BlockNames.numbered(layer.id()));
        Map<LayerId, String> labels =
                BlockNames.repeat(layers, byName) ? byName : BlockNames.byShapes(layers);
        return layers.stream()
                        .filter(layer -> labels.containsKey(layer.id()))
                        .allMatch(layer -> layer.kernel().isEmpty())
                ? labels
                : Map.of();
    }

    private Map<LayerId, String> named(List<String> names) {
        Map<LayerId, String> labels = new LinkedHashMap<>();
        for (String name : names) {
            Map<LayerId, String> more = labels(layer -> BlockNames.under(name, layer.id()));
            if (more.isEmpty()) {
                throw UserFacingException.badInput(
                        ("No layer of the model lies in a block named \"%s\". Name modules as the"
                                        + " layers' names begin, such as \"model.layers.*\".")
                                .formatted(name));
            }
            more.forEach(labels::putIfAbsent);
        }
        return labels;
    }

    private Map<LayerId, String> labels(Function<Layer, @Nullable String> label) {
        Map<LayerId, String> labels = new LinkedHashMap<>();
        for (Layer layer : layers) {
            String name = label.apply(layer);
            if (name != null) {
                labels.put(layer.id(), name);
            }
        }
        return labels;
    }

    private List<Block> cut(Map<LayerId, String> labels) {
        List<Block> blocks = new ArrayList<>();
        List<Layer> group = new ArrayList<>();
        String entrance = null;
        for (int i = 0; i < layers.size(); i++) {
            group.add(layers.get(i));
            String label = labels.getOrDefault(layers.get(i).id(), "");
            if (i + 1 == layers.size()) {
                blocks.add(block(group, labels, entrance, null));
            } else if (!label.equals(labels.getOrDefault(layers.get(i + 1).id(), ""))) {
                String exit = sharesWeights(i + 1) ? null : exit(i, label);
                if (exit != null) {
                    blocks.add(block(group, labels, entrance, exit));
                    group = new ArrayList<>();
                    entrance = exit;
                }
            }
        }
        return List.copyOf(blocks);
    }

    private @Nullable String exit(int last, String label) {
        return cuts.between(layers.get(last).node(), layers.get(last + 1).node(), label);
    }

    /** Whether a layer before this one uses the weight of one from here on. */
    private boolean sharesWeights(int from) {
        List<String> before = layers.subList(0, from).stream().map(Layer::weight).toList();
        return layers.subList(from, layers.size()).stream()
                .anyMatch(layer -> before.contains(layer.weight()));
    }

    private static Block block(
            List<Layer> group,
            Map<LayerId, String> labels,
            @Nullable String entrance,
            @Nullable String exit) {
        String name =
                group.stream()
                        .map(layer -> labels.getOrDefault(layer.id(), ""))
                        .filter(label -> !label.isEmpty())
                        .findFirst()
                        .orElse(group.getFirst().id().name());
        return new Block(name, List.copyOf(group), entrance, exit);
    }
}
