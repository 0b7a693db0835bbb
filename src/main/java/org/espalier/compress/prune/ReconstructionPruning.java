package org.espalier.compress.prune;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import org.espalier.base.Progress;
import org.espalier.base.UserFacingException;
import org.espalier.compress.CompressionMethod;
import org.espalier.compress.CompressionResult;
import org.espalier.compress.CompressionResult.LayerOutcome;
import org.espalier.compress.CompressionTask;
import org.espalier.compress.LayerStatistics;
import org.espalier.compress.Params;
import org.espalier.compress.Target;
import org.espalier.model.LayerId;
import org.espalier.model.MatrixLayout;
import org.espalier.tensor.Tensor;

import java.lang.foreign.Arena;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Pruning in one shot that also changes the weights that stay, so that the outputs of the layer
 * come out again: least squares on the inputs, of which the Gram matrix X X^T says all there is to
 * know.
 *
 * <p>Features that are zero on all tokens lose their weights. Groups of a convolution are matrices
 * of their own. A weight shared by several layers is pruned once, on the inputs of all of them;
 * what is worked out from inputs alone is so once for all layers that see them.
 */
public abstract sealed class ReconstructionPruning<P extends Params> implements CompressionMethod<P>
        permits Alps, SparseGpt {
    /** Floats of a line of the cache. */
    private static final int LINE = 16;

    /** The share of the mean diagonal that these parameters add to a Gram matrix's diagonal. */
    abstract double dampening(P params);

    /** How many matrices of the weights' size it works on. */
    abstract int copies();

    /**
     * Works out what inputs alone decide.
     *
     * @param gram (columns, columns), symmetric
     * @param room for what is worked out
     * @return nothing if it is not positive definite even with a dampening of 1, which only numbers
     *     that are not finite do
     */
    abstract Optional<Reconstruction> reconstruction(Tensor gram, P params, Arena room);

    @Override
    public final LayerStatistics.Kind needs(P params) {
        return LayerStatistics.Kind.GRAM;
    }

    @Override
    public final long workingBytes(MatrixLayout layout) {
        long squares = (long) layout.columns() * layout.columns() * layout.groups();
        return Float.BYTES * (squares + copies() * layout.groupRows() * (long) layout.columns());
    }

    @Override
    public final CompressionResult apply(CompressionTask<P> task, Progress progress) {
        List<SharedWeight> weights = SharedWeight.of(task);
        Map<String, Tensor> changed = new HashMap<>();
        Map<LayerId, LayerOutcome> outcomes = new HashMap<>();
        Map<List<Tensor>, List<SharedWeight>> byInputs =
                weights.stream().collect(groupingBy(this::grams, LinkedHashMap::new, toList()));
        byInputs.forEach(
                (grams, seeing) -> {
                    try (Arena room = Arena.ofShared()) {
                        List<Reconstruction> parts =
                                reconstructions(seeing.get(0), grams, task.params(), room);
                        for (SharedWeight weight : seeing) {
                            Set<String> notes = new TreeSet<>();
                            Tensor pruned = prune(weight, parts, notes, progress);
                            changed.put(weight.name(), pruned);
                            String note = note(weight, parts, dampening(task.params()), notes);
                            outcomes.putAll(weight.outcomes(key(), pruned, note));
                            progress.update("Pruning", changed.size(), weights.size());
                        }
                    }
                });
        return new CompressionResult(
                task.network().withWeights(changed),
                task.layers().stream().map(layer -> outcomes.get(layer.id())).toList());
    }

    private List<Tensor> grams(SharedWeight weight) {
        LayerStatistics statistics = weight.statistics();
        if (statistics == null || statistics.tokens() == 0) {
            throw UserFacingException.badInput(
                    ("%s has no inputs of the layer \"%s\" to judge it by. Calibrate with at least"
                                    + " one sample.")
                            .formatted(facts().title(), weight.first().id()));
        }
        if (statistics.gram().size() != weight.layout().groups()) {
            throw new IllegalArgumentException("no Gram matrices of " + weight.first().id());
        }
        return statistics.gram();
    }

    private List<Reconstruction> reconstructions(
            SharedWeight weight, List<Tensor> grams, P params, Arena room) {
        return grams.stream()
                .map(
                        gram ->
                                reconstruction(gram, params, room)
                                        .orElseThrow(() -> notPositiveDefinite(weight)))
                .toList();
    }

    private static UserFacingException notPositiveDefinite(SharedWeight weight) {
        return UserFacingException.badInput(
                ("The Hessian of layer \"%s\" is not positive definite, even with a dampening of 1:"
                                + " its inputs hold numbers that are too large. Check the"
                                + " calibration data, or exclude the layer.")
                        .formatted(weight.first().id()));
    }

    private static Tensor prune(
            SharedWeight weight, List<Reconstruction> parts, Set<String> notes, Progress progress) {
        MatrixLayout layout = weight.layout();
        StoredRows stored = weight.stored();
        Tensor result = Tensor.zeros(weight.tensor().dtype(), weight.tensor().shape());
        for (int group = 0; group < layout.groups(); group++) {
            try (Arena room = Arena.ofShared()) {
                StoredRows rows = matrix(stored.layer(), layout, room);
                load(stored, group, parts.get(group).dead(), rows);
                notes.add(parts.get(group).prune(rows, weight.target(), room, progress));
                store(rows, stored, group, result);
            }
        }
        return result;
    }

    /**
     * Room for the rows of a group. Their distance is an odd number of cache lines: at a power of
     * two, the elements of a column would push each other out of the cache.
     */
    private static StoredRows matrix(LayerId layer, MatrixLayout layout, Arena room) {
        int stride = (((layout.columns() + LINE - 1) / LINE) | 1) * LINE;
        return StoredRows.zeros(layer, layout.groupRows(), layout.columns(), stride, room);
    }

    /** Reads the rows of a group, without the weights of dead features. */
    private static void load(StoredRows stored, int group, int[] dead, StoredRows into) {
        int columns = stored.layout().columns();
        int rows = stored.layout().groupRows();
        StoredRows.inStrips(
                rows,
                (first, count) -> {
                    float[] values = new float[count * columns];
                    stored.read(group * rows + first, count, values);
                    for (int i = 0; i < values.length; i++) {
                        if (!Float.isFinite(values[i])) {
                            throw stored.notFinite(group * rows + first + i / columns);
                        }
                    }
                    for (int row = 0; row < count; row++) {
                        for (int column : dead) {
                            values[row * columns + column] = 0;
                        }
                    }
                    into.write(first, count, values, into.weight());
                });
    }

    private static void store(StoredRows matrix, StoredRows stored, int group, Tensor into) {
        int rows = matrix.layout().rows();
        StoredRows.inStrips(
                rows,
                (first, count) -> {
                    float[] values = new float[count * matrix.layout().columns()];
                    matrix.read(first, count, values);
                    stored.write(group * rows + first, count, values, into);
                });
    }

    private static String note(
            SharedWeight weight, List<Reconstruction> parts, double asked, Set<String> own) {
        List<String> notes = new ArrayList<>();
        double most = parts.stream().mapToDouble(Reconstruction::dampening).max().orElseThrow();
        if (most > asked) {
            notes.add(
                    "The Hessian was not positive definite with a dampening of %s; %s was taken."
                            .formatted(plain(asked), plain(most)));
        }
        int dead = parts.stream().mapToInt(part -> part.dead().length).sum();
        if (dead > 0) {
            notes.add(
                    "%d of %d input features were zero on all calibration data; their weights are zero."
                            .formatted(dead, weight.layout().inputFeatures()));
        }
        if (weight.target() instanceof Target.NM pattern) {
            notes.add(pattern.tailNote(weight.layout().columns()));
        }
        notes.addAll(own);
        return String.join(" ", notes).strip();
    }

    private static String plain(double share) {
        return new BigDecimal(share, new MathContext(3)).stripTrailingZeros().toPlainString();
    }
}
