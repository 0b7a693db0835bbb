package org.espalier.ui.tune;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.espalier.model.Layer;
import org.espalier.model.Network;
import org.espalier.report.BlockFigure;
import org.espalier.report.BlockFigure.Colour;
import org.espalier.report.BlockGrid;
import org.espalier.report.BlockGrid.Cell;
import org.espalier.report.Numbers;
import org.espalier.report.SensitivityFigure;
import org.espalier.ui.Study;
import org.espalier.ui.Texts;
import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * The layers of a deep model by block and kind: which cells are selected, and what their colours
 * stand for. It shapes the same schedule with the same selection as the view by layer.
 */
public final class BlocksViewModel {
    /** From so many blocks on the view by block comes first. */
    static final int DEEP = 12;

    private static final BlockGrid NOTHING = BlockGrid.of(List.of(), List.of());
    private static final Colour FIRST = new Colour.Damage(0.5);

    /** How what is picked goes with what is selected already. */
    enum Pick {
        /** It alone. */
        ALONE,
        /** Beside it; what is selected already is taken out. */
        ADD,
        /** With all from where the selection began. */
        EXTEND
    }

    private final TuneViewModel tune;
    private final Texts texts;
    private final ReadOnlyBooleanWrapper offered = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper shown = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable BlockFigure> figure =
            new ReadOnlyObjectWrapper<>();
    private @Nullable Network network;
    private BlockGrid grid = NOTHING;
    private Colour colour = FIRST;
    private Cell cursor = new Cell(0, 0);
    private Cell anchor = cursor;
    private int lead = -1;
    private int first;
    private boolean acting;
    private boolean proposing;

    BlocksViewModel(TuneViewModel tune, Texts texts) {
        this.tune = tune;
        this.texts = texts;
        tune.figure().subscribe(this::follow);
    }

    private void follow(@Nullable SensitivityFigure layers) {
        if (layers == null) {
            return;
        }
        Study study = tune.study();
        if (study.network() != network) {
            network = study.network();
            open(study);
        }
        int leads = layers.highlight().lead();
        if (leads != lead && !acting) {
            grid.cell(leads).ifPresent(this::place);
        }
        lead = leads;
        boolean proposed = layers.highlight().proposed().length > 0;
        if (proposed && !proposing) {
            colour = new Colour.Sparsity();
        }
        proposing = proposed;
        refresh();
    }

    private void open(Study study) {
        grid = BlockGrid.of(study.blocks(), study.layers().stream().map(Layer::id).toList());
        colour = FIRST;
        first = 0;
        lead = -1;
        place(new Cell(0, 0));
        offered.set(grid.repeats());
        shown.set(grid.blocks().size() >= DEEP);
    }

    private void place(Cell cell) {
        cursor = cell;
        anchor = cell;
    }

    private void refresh() {
        SensitivityFigure layers = tune.figure().get();
        figure.set(
                layers == null || !grid.repeats()
                        ? null
                        : new BlockFigure(
                                grid, layers, colour, new BlockFigure.View(cursor, first)));
    }

    // ---- what is shown

    /** Shows the layers by block, or one by one. */
    public void show(boolean byBlock) {
        shown.set(byBlock && offered.get());
    }

    /** Shows the other of both views. */
    public void toggle() {
        show(!shown.get());
    }

    /** Chooses what colours stand for. */
    void colour(Colour next) {
        colour = next;
        refresh();
    }

    /** What colours stand for. */
    Colour colour() {
        return colour;
    }

    /** Sparsities at which damage is known. */
    List<Double> levels() {
        SensitivityFigure layers = tune.figure().get();
        return layers == null
                ? List.of()
                : DoubleStream.of(layers.table().sparsities()).boxed().toList();
    }

    /** Shows the columns from this one on. */
    void scroll(int column) {
        if (column != first) {
            first = column;
            refresh();
        }
    }

    // ---- selection

    /** Moves the cursor only. */
    void point(Cell cell) {
        cursor = cell;
        refresh();
    }

    /** Selects a cell. */
    void pick(Cell cell, Pick how) {
        pick(how == Pick.EXTEND ? anchor : cell, cell, cell, how);
    }

    /** Selects a row. */
    void pickRow(int row, Pick how) {
        Cell from = new Cell(how == Pick.EXTEND ? anchor.row() : row, 0);
        Cell to = new Cell(row, grid.blocks().size() - 1);
        pick(from, to, new Cell(row, cursor.column()), how);
    }

    /** Selects a column. */
    void pickColumn(int column, Pick how) {
        Cell from = new Cell(0, how == Pick.EXTEND ? anchor.column() : column);
        Cell to = new Cell(grid.kinds().size() - 1, column);
        pick(from, to, new Cell(cursor.row(), column), how);
    }

    private void pick(Cell from, Cell to, Cell at, Pick how) {
        anchor = from;
        Set<Integer> layers = grid.between(from, to);
        choose(at, how == Pick.ADD ? toggled(layers) : layers);
    }

    /** Selects the rows that have a selected cell, as a whole. */
    void wholeRows() {
        choose(cursor, touched(Cell::row, row -> rows(row, row)));
    }

    /** Selects the columns that have a selected cell, as a whole. */
    void wholeColumns() {
        choose(cursor, touched(Cell::column, column -> columns(column, column)));
    }

    private Set<Integer> touched(ToIntFunction<Cell> line, IntFunction<Set<Integer>> layers) {
        return tune.selection().all().stream()
                .flatMap(layer -> grid.cell(layer).stream())
                .mapToInt(line)
                .distinct()
                .mapToObj(layers)
                .flatMap(Set::stream)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Selects every layer in the blocks. */
    void selectAll() {
        choose(cursor, grid.all());
    }

    /** Selects the layers outside the blocks. */
    void selectOutside() {
        choose(cursor, grid.outside());
    }

    private Set<Integer> rows(int from, int to) {
        int last = grid.blocks().size() - 1;
        return grid.between(new Cell(from, 0), new Cell(to, last));
    }

    private Set<Integer> columns(int from, int to) {
        int last = grid.kinds().size() - 1;
        return grid.between(new Cell(0, from), new Cell(last, to));
    }

    /** The selection with these in it, or without them if all of them are. */
    private Set<Integer> toggled(Set<Integer> layers) {
        Set<Integer> next = new TreeSet<>(tune.selection().all());
        if (next.containsAll(layers)) {
            next.removeAll(layers);
        } else {
            next.addAll(layers);
        }
        return next;
    }

    /** The cursor's layer leads, or else the first. A selection is never empty. */
    private void choose(Cell at, Collection<Integer> layers) {
        cursor = at;
        acting = true;
        tune.endGesture();
        if (layers.isEmpty()) {
            refresh();
        } else {
            int here = grid.layer(at);
            int leads = layers.contains(here) ? here : layers.iterator().next();
            tune.selection().choose(layers, leads);
        }
        acting = false;
    }

    // ---- words

    /** What is known of the layer in a cell; empty where there is none. */
    String describe(Cell cell) {
        int layer = grid.layer(cell);
        if (layer < 0) {
            return "";
        }
        double own = tune.sparsity(layer);
        String said = tune.describeCell(layer, own);
        return colour instanceof Colour.Damage(Double at) && at != null && at != own
                ? said + "\n" + tune.describeCell(layer, at)
                : said;
    }

    /** The row whose name is pointed at. */
    String describeRow(int row) {
        int count = rows(row, row).size();
        return texts.get("tune.blocks.row", grid.kinds().get(row), Numbers.count(count));
    }

    /** The column whose name is pointed at. */
    String describeColumn(int column) {
        int count = columns(column, column).size();
        return texts.get("tune.blocks.column", grid.blocks().get(column), Numbers.count(count));
    }

    /** The cell at the cursor and how much is selected, for a screen reader. */
    String describeCursor() {
        if (!grid.repeats()) {
            return tune.describeSelection();
        }
        int chosen = tune.selection().all().size();
        String place =
                texts.get(
                        "tune.blocks.place",
                        grid.kinds().get(cursor.row()),
                        grid.blocks().get(cursor.column()),
                        describe(cursor).replace("\n", "; "));
        return place + " " + texts.get("tune.blocks.selected", Numbers.count(chosen));
    }

    /** That some layers are in no block; empty if all are. */
    String describeOutside() {
        int count = grid.outside().size();
        return count == 0 ? "" : texts.get("tune.blocks.outside", Numbers.count(count));
    }

    /** The names of the layers in no block. */
    String outside() {
        List<Layer> layers = tune.study().layers();
        return grid.outside().stream()
                .map(layer -> layers.get(layer).id().name())
                .collect(Collectors.joining("\n"));
    }

    // ---- state

    /** The cell that keys act from. */
    Cell cursor() {
        return cursor;
    }

    /** Blocks and kinds. */
    BlockGrid grid() {
        return grid;
    }

    /** Whether the open model has blocks that repeat. */
    public ReadOnlyBooleanProperty offered() {
        return offered.getReadOnlyProperty();
    }

    /** Whether the layers are shown by block. */
    public ReadOnlyBooleanProperty shown() {
        return shown.getReadOnlyProperty();
    }

    /** The grid; null if there is none. */
    ReadOnlyObjectProperty<@Nullable BlockFigure> figure() {
        return figure.getReadOnlyProperty();
    }
}
