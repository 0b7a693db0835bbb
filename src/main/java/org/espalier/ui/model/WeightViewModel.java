package org.espalier.ui.model;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

import org.espalier.compress.Mask;
import org.espalier.model.Layer;
import org.espalier.model.MatrixLayout;
import org.espalier.report.MatrixWindow;
import org.espalier.report.Numbers;
import org.espalier.report.WeightMarginals;
import org.espalier.report.WeightMode;
import org.espalier.report.WeightPyramid;
import org.espalier.report.WeightSource;
import org.espalier.report.WeightTile;
import org.espalier.tensor.Tensor;
import org.espalier.ui.Background;
import org.espalier.ui.Study;
import org.espalier.ui.Texts;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The weights of the selected layer: which part of the matrix is in view, as what it is painted,
 * and the cells for it, which are computed away from the screen.
 */
public final class WeightViewModel {
    /** Cells, and what lies over them. */
    public record Picture(WeightTile tile, @Nullable WeightTile over) {}

    private final Texts texts;
    private final Function<Path, Study> opener;
    private final Background.Latest<Picture> painting;
    private final Background.Latest<WeightMarginals> summing;
    private final Background.Latest<Study> comparing;
    private final ObjectProperty<WeightMode> mode = new SimpleObjectProperty<>(WeightMode.ABSOLUTE);
    private final BooleanProperty masked = new SimpleBooleanProperty();
    private final ReadOnlyObjectWrapper<@Nullable Picture> picture = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable WeightMarginals> marginals =
            new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<MatrixWindow> window =
            new ReadOnlyObjectWrapper<>(MatrixWindow.whole(1, 1));
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private @Nullable Layer layer;
    private @Nullable Tensor weight;
    private @Nullable Mask mask;
    private @Nullable Study other;
    private @Nullable WeightPyramid pyramid;
    private @Nullable WeightPyramid over;
    private double width = 1;
    private double height = 1;

    /**
     * Weights are read on {@code background}.
     *
     * @param opener reads another model to compare with
     * @param fail takes the message if weights cannot be read
     */
    WeightViewModel(
            Background background,
            Function<Path, Study> opener,
            Texts texts,
            Consumer<String> fail) {
        this.opener = opener;
        this.texts = texts;
        painting = background.latest(picture::set, fail);
        summing = background.latest(marginals::set, fail);
        comparing = background.latest(this::compareWith, problem::set);
        mode.subscribe(this::rebuild);
        masked.subscribe(this::rebuild);
    }

    /** Shows a layer's weights, or nothing if null. */
    void show(@Nullable Layer shown, @Nullable Tensor tensor) {
        layer = shown;
        weight = tensor;
        mask = null;
        picture.set(null);
        marginals.set(null);
        painting.forget();
        summing.forget();
        if (shown != null && tensor != null) {
            window.set(whole(shown.layout()));
            rebuild();
            summing.submit(() -> WeightMarginals.of(tensor, shown.layout()));
        }
    }

    /** Takes what would be removed from the layer that is shown; null if nothing. */
    void mask(@Nullable Mask planned) {
        mask = planned;
        if (masked.get() || mode.get() == WeightMode.MASK) {
            rebuild();
        }
    }

    private static MatrixWindow whole(MatrixLayout layout) {
        return MatrixWindow.whole(layout.rows(), layout.columns());
    }

    private void rebuild() {
        Layer now = layer;
        Tensor tensor = weight;
        if (now == null || tensor == null) {
            return;
        }
        problem.set("");
        WeightMode as = mode.get();
        Tensor counterpart = as == WeightMode.DIFFERENCE ? counterpart(now) : null;
        WeightPyramid gone = new WeightPyramid(WeightSource.masked(tensor, now.layout(), mask));
        pyramid =
                as == WeightMode.MASK
                        ? gone
                        : new WeightPyramid(
                                new WeightSource(tensor, now.layout(), as, counterpart, null));
        over = masked.get() && as != WeightMode.MASK ? gone : null;
        request();
    }

    private @Nullable Tensor counterpart(Layer now) {
        Study reference = other;
        if (reference == null) {
            problem.set(texts.get("model.difference.none"));
            return null;
        }
        Tensor found =
                reference.layers().stream()
                        .filter(l -> l.id().equals(now.id()) && l.layout().equals(now.layout()))
                        .findFirst()
                        .map(l -> reference.network().weight(l.weight()))
                        .orElse(null);
        if (found == null) {
            problem.set(texts.get("model.difference.missing", now.id().name(), reference.name()));
        }
        return found;
    }

    /** Reads another model and shows the difference to it. */
    public void compareWith(Path file) {
        comparing.submit(() -> opener.apply(file));
    }

    private void compareWith(Study study) {
        other = study;
        mode.set(WeightMode.DIFFERENCE);
        rebuild();
    }

    private void request() {
        WeightPyramid now = pyramid;
        WeightPyramid above = over;
        MatrixWindow view = window.get();
        double w = width;
        double h = height;
        if (now != null) {
            painting.submit(
                    () ->
                            new Picture(
                                    now.tile(view, w, h),
                                    above == null ? null : above.tile(view, w, h)));
        }
    }

    /** Paints for a place of this many pixels. */
    public void resize(double across, double down) {
        if (across > 0 && down > 0 && (across != width || down != height)) {
            width = across;
            height = down;
            request();
        }
    }

    /** Zooms around a place given as shares of the width and height. */
    public void zoom(double factor, double x, double y) {
        look(window.get().zoomed(factor, x, y, whole()));
    }

    /** Moves the view by shares of the width and height. */
    public void move(double x, double y) {
        look(window.get().moved(x, y, whole()));
    }

    /** Shows the whole matrix. */
    public void fit() {
        look(whole());
    }

    private MatrixWindow whole() {
        Layer now = layer;
        return now == null ? MatrixWindow.whole(1, 1) : whole(now.layout());
    }

    private void look(MatrixWindow next) {
        window.set(next);
        request();
    }

    /** The weight at a place given as shares of the width and height, in words. */
    public String exact(double x, double y) {
        WeightPyramid now = pyramid;
        Layer shown = layer;
        if (now == null || shown == null) {
            return "";
        }
        MatrixWindow view = window.get();
        MatrixLayout layout = shown.layout();
        int row = Math.clamp((int) (view.top() + y * view.rows()), 0, layout.rows() - 1);
        int column = Math.clamp((int) (view.left() + x * view.columns()), 0, layout.columns() - 1);
        Mask planned = mask;
        boolean goes = planned != null && planned.prunes(row, column);
        return texts.get(
                goes ? "model.weight.exact.removed" : "model.weight.exact",
                Numbers.count(row),
                Numbers.count(column),
                Double.toString(now.source().exact(row, column)));
    }

    /** As what the weights are painted. */
    public ObjectProperty<WeightMode> mode() {
        return mode;
    }

    /** Whether what is zero, or would be, is marked. */
    public BooleanProperty masked() {
        return masked;
    }

    /** How many of the weights shown would be removed. */
    long removed() {
        Mask planned = mask;
        return planned == null ? 0 : planned.count();
    }

    /** The part of the matrix in view. */
    public ReadOnlyObjectProperty<MatrixWindow> window() {
        return window.getReadOnlyProperty();
    }

    /** The newest cells; they may cover another part than the one in view. */
    public ReadOnlyObjectProperty<@Nullable Picture> picture() {
        return picture.getReadOnlyProperty();
    }

    /** Sums over rows and columns, null until they are known. */
    public ReadOnlyObjectProperty<@Nullable WeightMarginals> marginals() {
        return marginals.getReadOnlyProperty();
    }

    /** Why there is no difference to show; empty if there is one or none is asked for. */
    public ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }
}
