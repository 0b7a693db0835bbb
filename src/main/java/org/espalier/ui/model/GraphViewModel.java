package org.espalier.ui.model;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

import org.espalier.base.CancelledException;
import org.espalier.model.LayerId;
import org.espalier.report.graph.BoxGraph;
import org.espalier.report.graph.FoldedGraph;
import org.espalier.report.graph.GraphBox;
import org.espalier.report.graph.GraphFigure;
import org.espalier.report.graph.GraphLayout;
import org.espalier.report.graph.LayeredLayout;
import org.espalier.ui.Background;
import org.espalier.ui.Study;
import org.espalier.ui.Texts;
import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** The graph of the open model: what is folded, how it is coloured, which box is selected. */
public final class GraphViewModel {
    /** Where the arrow keys lead. */
    public enum Way {
        /** To a box that feeds this one. */
        UP,
        /** To a box that this one feeds. */
        DOWN,
        /** To the box on the left. */
        LEFT,
        /** To the box on the right. */
        RIGHT
    }

    /** A graph that can be folded and one layout of it. */
    private record Drawn(FoldedGraph folds, GraphLayout layout) {}

    private final Texts texts;
    private final ObjectProperty<@Nullable LayerRow> row;
    private final ReadOnlyObjectWrapper<GraphLayout> layout =
            new ReadOnlyObjectWrapper<>(GraphLayout.EMPTY);
    private final ReadOnlyObjectWrapper<@Nullable GraphBox> selected =
            new ReadOnlyObjectWrapper<>();
    private final ObjectProperty<LayerMetric> metric =
            new SimpleObjectProperty<>(LayerMetric.SPARSITY);
    private final Background.Latest<Drawn> drawing;
    private final AtomicLong requests = new AtomicLong();
    private final Map<LayerId, LayerRow> rows = new HashMap<>();
    private final ReadOnlyIntegerWrapper known = new ReadOnlyIntegerWrapper();
    private final Set<String> unfolded = new HashSet<>();
    private @Nullable FoldedGraph folds;

    /**
     * Layouts are computed on {@code background}.
     *
     * @param row the selection that is shared with the table
     * @param fail takes the message if a layout fails
     */
    GraphViewModel(
            Background background,
            ObjectProperty<@Nullable LayerRow> row,
            Texts texts,
            Consumer<String> fail) {
        this.row = row;
        this.texts = texts;
        drawing = background.latest(this::drawn, fail);
        row.subscribe(this::follow);
    }

    /** Takes numbers of the same layers that became known; the boxes are coloured anew. */
    void know(List<LayerRow> layers) {
        layers.forEach(layer -> rows.put(layer.layer().id(), layer));
        known.set(known.get() + 1);
    }

    /** Changes when the numbers of layers do. */
    ReadOnlyIntegerProperty known() {
        return known.getReadOnlyProperty();
    }

    void open(Study study, List<LayerRow> layers) {
        rows.clear();
        know(layers);
        unfolded.clear();
        folds = null;
        layout.set(GraphLayout.EMPTY);
        long request = requests.incrementAndGet();
        drawing.submit(
                () -> {
                    FoldedGraph graph = FoldedGraph.of(study.network(), study.layers());
                    return draw(graph, graph.showing(Set.of()), request);
                });
    }

    private void layOut() {
        FoldedGraph graph = folds;
        if (graph != null) {
            BoxGraph shown = graph.showing(unfolded);
            long request = requests.incrementAndGet();
            drawing.submit(() -> draw(graph, shown, request));
        }
    }

    /** A layout that nobody waits for any more is given up; its empty result is never applied. */
    private Drawn draw(FoldedGraph graph, BoxGraph shown, long request) {
        try {
            return new Drawn(graph, LayeredLayout.of(shown, () -> request != requests.get()));
        } catch (CancelledException outdated) {
            return new Drawn(graph, GraphLayout.EMPTY);
        }
    }

    private void drawn(Drawn drawn) {
        folds = drawn.folds();
        layout.set(drawn.layout());
        GraphBox before = selected.get();
        selected.set(before == null ? null : box(before.id()));
        follow(row.get());
    }

    private void follow(@Nullable LayerRow now) {
        GraphBox box = selected.get();
        if (now != null && (box == null || !box.layers().contains(now.layer().id()))) {
            selected.set(
                    boxes().stream()
                            .filter(b -> b.layers().contains(now.layer().id()))
                            .findFirst()
                            .orElse(null));
        }
    }

    private List<GraphBox> boxes() {
        return layout.get().graph().boxes();
    }

    private @Nullable GraphBox box(String id) {
        return boxes().stream().filter(box -> box.id().equals(id)).findFirst().orElse(null);
    }

    /** Selects a box, and its layer in the table if it holds the selected one not already. */
    public void select(GraphBox box) {
        selected.set(box);
        LayerRow now = row.get();
        boolean inside = now != null && box.layers().contains(now.layer().id());
        if (!inside && !box.layers().isEmpty()) {
            row.set(rows.get(box.layers().getFirst()));
        }
    }

    /** Selects the nearest box in a direction, if there is one. */
    public void move(Way way) {
        GraphBox from = selected.get();
        int at = from == null ? -1 : boxes().indexOf(from);
        if (at < 0) {
            boxes().stream().findFirst().ifPresent(this::select);
            return;
        }
        candidates(at, way)
                .boxed()
                .min(Comparator.comparingDouble(to -> distance(at, to)))
                .map(boxes()::get)
                .ifPresent(this::select);
    }

    private IntStream candidates(int at, Way way) {
        List<BoxGraph.Link> links = layout.get().graph().links();
        return switch (way) {
            case UP -> links.stream().filter(l -> l.to() == at).mapToInt(BoxGraph.Link::from);
            case DOWN -> links.stream().filter(l -> l.from() == at).mapToInt(BoxGraph.Link::to);
            case LEFT, RIGHT -> beside(at, way == Way.RIGHT);
        };
    }

    private IntStream beside(int at, boolean right) {
        var places = layout.get().places();
        var place = places.get(at);
        return IntStream.range(0, places.size())
                .filter(i -> Math.abs(places.get(i).y() - place.y()) < place.height())
                .filter(i -> i != at && places.get(i).x() > place.x() == right);
    }

    private double distance(int from, int to) {
        var a = layout.get().places().get(from);
        var b = layout.get().places().get(to);
        return Math.hypot(a.x() - b.x(), a.y() - b.y());
    }

    /** Unfolds a folded box. */
    public void unfold(GraphBox box) {
        if (box.kind().folded() && unfolded.add(box.id())) {
            layOut();
        }
    }

    /** Folds the block that a box came out of. */
    public void fold(GraphBox box) {
        FoldedGraph graph = folds;
        if (graph != null && unfolded.remove(graph.outer(box.id()))) {
            layOut();
        }
    }

    /** Folds all repeated blocks if any is unfolded, else unfolds all. */
    public void toggleFolds() {
        FoldedGraph graph = folds;
        if (graph == null || graph.foldable().isEmpty()) {
            return;
        }
        if (unfolded.isEmpty()) {
            unfolded.addAll(graph.foldable());
        } else {
            unfolded.clear();
        }
        layOut();
    }

    /** The picture of the graph. */
    public GraphFigure figure() {
        GraphBox box = selected.get();
        return new GraphFigure(
                layout.get(),
                texts.get("model.graph.title", texts.get("model.metric." + metric.get().key())),
                shares(),
                box == null ? null : box.id());
    }

    private Map<String, Double> shares() {
        Map<String, Double> values = new HashMap<>();
        for (GraphBox box : boxes()) {
            double value = box.layers().isEmpty() ? Double.NaN : metric.get().of(rowsOf(box));
            if (!Double.isNaN(value)) {
                values.put(box.id(), value);
            }
        }
        double most =
                metric.get() == LayerMetric.SPARSITY
                        ? 1
                        : values.values().stream().mapToDouble(v -> v).max().orElse(1);
        values.replaceAll((id, value) -> most == 0 ? 0 : value / most);
        return values;
    }

    private List<LayerRow> rowsOf(GraphBox box) {
        return box.layers().stream().map(rows::get).filter(Objects::nonNull).toList();
    }

    /** A box in words: what it is, its number, what feeds it and what it feeds. */
    public String describe(GraphBox box) {
        int at = boxes().indexOf(box);
        List<LayerRow> layers = rowsOf(box);
        LayerMetric by = metric.get();
        String value =
                layers.isEmpty()
                        ? ""
                        : ", "
                                + texts.get("model.metric." + by.key())
                                + " "
                                + by.text(by.of(layers));
        return texts.get(
                "model.graph.box",
                box.layers().size() == 1 ? box.layers().getFirst().name() : box.label(),
                value,
                names(candidates(at, Way.UP)),
                names(candidates(at, Way.DOWN)));
    }

    private String names(IntStream places) {
        List<String> names = places.mapToObj(i -> boxes().get(i).label()).toList();
        return names.isEmpty() ? texts.get("unknown") : String.join(", ", names);
    }

    /** Boxes and where they lie; empty until that is computed. */
    public ReadOnlyObjectProperty<GraphLayout> layout() {
        return layout.getReadOnlyProperty();
    }

    /** The selected box. */
    public ReadOnlyObjectProperty<@Nullable GraphBox> selected() {
        return selected.getReadOnlyProperty();
    }

    /** What boxes are coloured by. */
    public ObjectProperty<LayerMetric> metric() {
        return metric;
    }
}
