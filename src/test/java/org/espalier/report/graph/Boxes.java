package org.espalier.report.graph;

import org.espalier.model.LayerId;

import java.util.ArrayList;
import java.util.List;

/** Made-up graphs of boxes. */
final class Boxes {
    private Boxes() {}

    /** An input, blocks of two layers with a bridge over them and a join, and a head. */
    static BoxGraph residual(int blocks) {
        List<GraphBox> boxes = new ArrayList<>();
        List<BoxGraph.Link> links = new ArrayList<>();
        boxes.add(new GraphBox("image", GraphBox.Kind.INPUT, "image", "input", List.of()));
        for (int block = 0; block < blocks; block++) {
            int from = boxes.size() - 1;
            boxes.add(layer("stage." + block + ".conv1"));
            boxes.add(layer("stage." + block + ".conv2"));
            String add = "add" + block;
            boxes.add(new GraphBox(add, GraphBox.Kind.ARITHMETIC, "add", "Add", List.of()));
            links.add(new BoxGraph.Link(from, from + 1));
            links.add(new BoxGraph.Link(from + 1, from + 2));
            links.add(new BoxGraph.Link(from, from + 3));
            links.add(new BoxGraph.Link(from + 2, from + 3));
        }
        boxes.add(layer("fc"));
        links.add(new BoxGraph.Link(boxes.size() - 2, boxes.size() - 1));
        return new BoxGraph(boxes, links);
    }

    private static GraphBox layer(String name) {
        String last = name.substring(name.lastIndexOf('.') + 1);
        return new GraphBox(name, GraphBox.Kind.LAYER, last, last, List.of(new LayerId(name)));
    }
}
