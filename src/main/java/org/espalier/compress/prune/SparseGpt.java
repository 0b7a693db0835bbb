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
import org.espalier.compress.MethodFacts;
import org.espalier.compress.Target;
import org.espalier.model.LayerId;
import org.espalier.model.MatrixLayout;
import org.espalier.tensor.DType;
import org.espalier.tensor.LinearAlgebra;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * SparseGPT: prunes column by column, and lets the weights behind each column take over what the
 * outputs lose.
 *
 * <p>With the Hessian H = X X^T of the layer's inputs and H^-1 = U^T U, a weight's saliency is w^2
 * / U_jj^2. Columns are taken in blocks of 128: the mask of a block is chosen over all its rows
 * together, exactly floor(n * s) of its weights (the published code takes one more, by a {@code
 * <=}). N:M masks are chosen per row at the start of each group, from the weights as updated so
 * far. Features that are zero on all tokens lose their weights. Groups of a convolution are
 * matrices of their own. A weight shared by several layers is pruned once, on the inputs of all of
 * them; layers that see the same inputs share one factorization.
 *
 * <p>Source: Frantar and Alistarh, "SparseGPT: Massive Language Models Can Be Accurately Pruned in
 * One-Shot", ICML 2023; IST-DASLab/sparsegpt, sparsegpt.py.
 */
public final class SparseGpt implements CompressionMethod<SparseGptParams> {
    /** Floats of a line of the cache. */
    private static final int LINE = 16;

    private final LinearAlgebra algebra;

    /** Creates the method; it factorizes and multiplies by this. */
    public SparseGpt(LinearAlgebra algebra) {
        this.algebra = algebra;
    }

    @Override
    public String key() {
        return "sparsegpt";
    }

    @Override
    public MethodFacts facts() {
        return new MethodFacts(
                "SparseGPT",
                "Removes the weights that the others can best make up for, and updates those that"
                        + " stay.",
                "Frantar and Alistarh 2023, SparseGPT, sections 3 and 4");
    }

    @Override
    public Class<SparseGptParams> paramsType() {
        return SparseGptParams.class;
    }

    @Override
    public LayerStatistics.Kind needs(SparseGptParams params) {
        return LayerStatistics.Kind.GRAM;
    }

    @Override
    public CompressionResult apply(CompressionTask<SparseGptParams> task, Progress progress) {
        List<SharedWeight> weights = SharedWeight.of(task);
        Map<String, Tensor> changed = new HashMap<>();
        Map<LayerId, LayerOutcome> outcomes = new HashMap<>();
        Map<List<Tensor>, List<SharedWeight>> byInputs =
                weights.stream()
                        .collect(groupingBy(SparseGpt::grams, LinkedHashMap::new, toList()));
        byInputs.forEach(
                (grams, seeing) -> {
                    List<InverseFactor> factors = factors(seeing.get(0), grams, task.params());
                    for (SharedWeight weight : seeing) {
                        Tensor pruned = prune(weight, factors, task.params(), progress);
                        changed.put(weight.name(), pruned);
                        String note = note(weight, factors, task.params());
                        outcomes.putAll(weight.outcomes(key(), pruned, note));
                        progress.update("Pruning", changed.size(), weights.size());
                    }
                });
        return new CompressionResult(
                task.network().withWeights(changed),
                task.layers().stream().map(layer -> outcomes.get(layer.id())).toList());
    }

    private static List<Tensor> grams(SharedWeight weight) {
        LayerStatistics statistics = weight.statistics();
        if (statistics == null || statistics.tokens() == 0) {
            throw UserFacingException.badInput(
                    ("SparseGPT has no inputs of the layer \"%s\" to judge it by. Calibrate with at"
                                    + " least one sample.")
                            .formatted(weight.first().id()));
        }
        if (statistics.gram().size() != weight.layout().groups()) {
            throw new IllegalArgumentException("no Gram matrices of " + weight.first().id());
        }
        return statistics.gram();
    }

    private List<InverseFactor> factors(
            SharedWeight weight, List<Tensor> grams, SparseGptParams params) {
        List<InverseFactor> factors = new ArrayList<>();
        for (Tensor gram : grams) {
            factors.add(
                    InverseFactor.of(gram, params.dampening(), algebra)
                            .orElseThrow(() -> notPositiveDefinite(weight)));
        }
        return factors;
    }

    private static UserFacingException notPositiveDefinite(SharedWeight weight) {
        return UserFacingException.badInput(
                ("The Hessian of layer \"%s\" is not positive definite, even with a dampening of 1:"
                                + " its inputs hold numbers that are too large. Check the"
                                + " calibration data, or exclude the layer.")
                        .formatted(weight.first().id()));
    }

    private Tensor prune(
            SharedWeight weight,
            List<InverseFactor> factors,
            SparseGptParams params,
            Progress progress) {
        MatrixLayout layout = weight.layout();
        StoredRows stored = weight.stored();
        Tensor result = Tensor.zeros(weight.tensor().dtype(), weight.tensor().shape());
        for (int group = 0; group < layout.groups(); group++) {
            InverseFactor factor = factors.get(group);
            StoredRows rows = matrix(stored.layer(), layout);
            load(stored, group, factor.dead(), rows);
            new ColumnSweep(rows, factor, weight.target(), params.blockSize(), algebra)
                    .run(progress);
            store(rows, stored, group, result);
        }
        return result;
    }

    /**
     * Room for the rows of a group. Their distance is an odd number of cache lines: at a power of
     * two, the elements of a column would push each other out of the cache.
     */
    private static StoredRows matrix(LayerId layer, MatrixLayout layout) {
        int stride = (((layout.columns() + LINE - 1) / LINE) | 1) * LINE;
        Tensor matrix = Tensor.zeros(DType.FLOAT32, Shape.of(layout.groupRows(), stride));
        MatrixLayout part = new MatrixLayout(layout.groupRows(), layout.columns(), stride, 1, 1);
        return new StoredRows(layer, matrix, part);
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
            SharedWeight weight, List<InverseFactor> factors, SparseGptParams params) {
        List<String> notes = new ArrayList<>();
        double most = factors.stream().mapToDouble(InverseFactor::dampening).max().orElseThrow();
        if (most > params.dampening()) {
            notes.add(
                    "The Hessian was not positive definite with a dampening of %s; %s was taken."
                            .formatted(plain(params.dampening()), plain(most)));
        }
        int dead = factors.stream().mapToInt(factor -> factor.dead().length).sum();
        if (dead > 0) {
            notes.add(
                    "%d of %d input features were zero on all calibration data; their weights are zero."
                            .formatted(dead, weight.layout().inputFeatures()));
        }
        if (weight.target() instanceof Target.NM pattern) {
            notes.add(pattern.tailNote(weight.layout().columns()));
        }
        return String.join(" ", notes).strip();
    }

    private static String plain(double share) {
        return new BigDecimal(share, new MathContext(3)).stripTrailingZeros().toPlainString();
    }
}
