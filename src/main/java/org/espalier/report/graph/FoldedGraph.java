package org.espalier.report.graph;

import org.espalier.model.Layer;
import org.espalier.model.Network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The boxes of a network with its repeated blocks, of which any can be shown folded: all
 * repetitions as one box, or each repetition as one.
 */
public final class FoldedGraph {
    private final BoxGraph whole;
    private final List<Repeat> repeats;

    private FoldedGraph(BoxGraph whole) {
        this.whole = whole;
        this.repeats = RepeatSearch.in(whole);
    }

    /** Outlines a network and finds what is repeated in it. */
    public static FoldedGraph of(Network network, List<Layer> layers) {
        return new FoldedGraph(NetworkOutline.of(network, layers));
    }

    /** The boxes to show if those with these ids are unfolded. */
    public BoxGraph showing(Set<String> unfolded) {
        Map<String, Integer> places = new LinkedHashMap<>();
        List<GraphBox> boxes = new ArrayList<>();
        int[] place = new int[whole.boxes().size()];
        for (int i = 0; i < place.length; i++) {
            GraphBox shown = shown(i, unfolded);
            Integer known = places.putIfAbsent(shown.id(), boxes.size());
            place[i] = known == null ? boxes.size() : known;
            if (known == null) {
                boxes.add(shown);
            }
        }
        Set<BoxGraph.Link> links = new LinkedHashSet<>();
        for (BoxGraph.Link link : whole.links()) {
            int from = place[link.from()];
            int to = place[link.to()];
            if (from != to) {
                links.add(new BoxGraph.Link(from, to));
            }
        }
        return new BoxGraph(List.copyOf(boxes), List.copyOf(links));
    }

    /** Ids of all boxes that can be unfolded, the repeats first. */
    public Set<String> foldable() {
        Set<String> ids = new LinkedHashSet<>();
        repeats.forEach(repeat -> ids.add(repeatId(repeat)));
        for (Repeat repeat : repeats) {
            for (int block = 0; block < repeat.count() && repeat.period() > 1; block++) {
                ids.add(blockId(repeat, block));
            }
        }
        return ids;
    }

    /**
     * The id of the folded box that a shown box came out of, to fold it again; the box's own id if
     * it came out of none.
     */
    public String outer(String id) {
        for (Repeat repeat : repeats) {
            for (int i = repeat.start(); i < repeat.end(); i++) {
                boolean single = repeat.period() == 1;
                String block = blockId(repeat, repeat.block(i));
                if (id.equals(block) || single && id.equals(whole.boxes().get(i).id())) {
                    return repeatId(repeat);
                }
                if (id.equals(whole.boxes().get(i).id())) {
                    return block;
                }
            }
        }
        return id;
    }

    private GraphBox shown(int place, Set<String> unfolded) {
        GraphBox box = whole.boxes().get(place);
        for (Repeat repeat : repeats) {
            if (repeat.contains(place)) {
                return shown(box, place, repeat, unfolded);
            }
        }
        return box;
    }

    private GraphBox shown(GraphBox box, int place, Repeat repeat, Set<String> unfolded) {
        if (!unfolded.contains(repeatId(repeat))) {
            return folded(repeat, repeatId(repeat), GraphBox.Kind.REPEAT, 0, repeat.count());
        }
        int block = repeat.block(place);
        String id = blockId(repeat, block);
        return repeat.period() == 1 || unfolded.contains(id)
                ? box
                : folded(repeat, id, GraphBox.Kind.BLOCK, block, block + 1);
    }

    private GraphBox folded(Repeat repeat, String id, GraphBox.Kind kind, int from, int to) {
        BlockNames names = BlockNames.of(repeat, whole.boxes());
        boolean all = kind == GraphBox.Kind.REPEAT;
        List<GraphBox> inside =
                whole.boxes()
                        .subList(
                                repeat.start() + from * repeat.period(),
                                repeat.start() + to * repeat.period());
        return new GraphBox(
                id,
                kind,
                all ? names.all() : names.blocks().get(from),
                id,
                inside.stream().flatMap(box -> box.layers().stream()).toList());
    }

    private static String repeatId(Repeat repeat) {
        return "repeat:" + repeat.start();
    }

    private static String blockId(Repeat repeat, int block) {
        return repeatId(repeat) + ":" + block;
    }
}
