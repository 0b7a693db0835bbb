package org.espalier.compress.prune;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import org.espalier.base.Progress;
import org.espalier.base.UserFacingException;
import org.espalier.compress.CompressionResult;
import org.espalier.compress.CompressionResult.LayerOutcome;
import org.espalier.compress.CompressionTask;
import org.espalier.compress.LayerStatistics;
import org.espalier.compress.Mask;
import org.espalier.compress.Target;
import org.espalier.compress.Target.NM;
import org.espalier.compress.Target.Sparsity;
import org.espalier.model.Layer;
import org.espalier.model.LayerId;
import org.espalier.tensor.Tensor;
import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Pruning in one shot by a saliency score |w| * scale of the input feature: of each comparison
 * group (a row, a layer, all layers of one target, or N:M groups along the input axis) those of
 * least score become zero, in exact number and ties by index, lowest first.
 *
 * <p>A method gives the scale and says which scopes it knows; the surviving weights keep their
 * values. A weight shared by several layers is pruned once, on the inputs of all of them.
 */
public abstract sealed class LeastScorePruning implements PruningMethod permits Magnitude, Wanda {

    /** One factor per input feature of the layer. */
    abstract float[] scales(Layer layer, @Nullable LayerStatistics statistics);

    /**
     * Refuses what the method does not know.
     *
     * @throws UserFacingException naming the parameter and what may be chosen
     */
    abstract void check(PruneParams params);

    /** How many weights each row loses; a fixed count unless a variant says otherwise. */
    RowCounts rowCounts(ScoreMatrix scores, Sparsity target, PruneParams params) {
        return RowCounts.fixed(scores.rows(), (int) target.count(scores.columns()));
    }

    @Override
    public final Class<PruneParams> paramsType() {
        return PruneParams.class;
    }

    @Override
    public final Mask mask(
            Layer layer,
            Tensor weight,
            @Nullable LayerStatistics statistics,
            Target target,
            Scope scope) {
        PruneParams params = new PruneParams(scope, false);
        check(params);
        ScoreMatrix scores =
                new ScoreMatrix(
                        new StoredRows(layer.id(), weight, layer.layout()),
                        scales(layer, statistics));
        return prune(List.of(scores), target, params).get(0).mask();
    }

    @Override
    public final CompressionResult apply(CompressionTask<PruneParams> task, Progress progress) {
        check(task.params());
        List<SharedWeight> weights = SharedWeight.of(task);
        Map<String, Tensor> changed = new HashMap<>();
        Map<LayerId, LayerOutcome> outcomes = new HashMap<>();
        for (List<SharedWeight> rivals : rivals(weights, scope(task.params()))) {
            progress.checkpoint();
            List<Pruned> pruned = prune(scores(rivals), rivals.get(0).target(), task.params());
            for (int i = 0; i < rivals.size(); i++) {
                SharedWeight weight = rivals.get(i);
                Tensor tensor = pruned.get(i).mask().applyTo(weight.tensor(), weight.layout());
                changed.put(weight.name(), tensor);
                outcomes.putAll(weight.outcomes(key(), tensor, pruned.get(i).note()));
                progress.update("Pruning", changed.size(), weights.size());
            }
        }
        return new CompressionResult(
                task.network().withWeights(changed),
                task.layers().stream().map(layer -> outcomes.get(layer.id())).toList());
    }

    private Scope scope(PruneParams params) {
        return params.scope() == null ? ownScope() : params.scope();
    }

    /** Weights that compete with each other: with global scope, all of one target. */
    private static Collection<List<SharedWeight>> rivals(List<SharedWeight> weights, Scope scope) {
        if (scope != Scope.GLOBAL) {
            return weights.stream().map(List::of).toList();
        }
        return weights.stream()
                .collect(groupingBy(SharedWeight::target, LinkedHashMap::new, toList()))
                .values();
    }

    private List<ScoreMatrix> scores(List<SharedWeight> weights) {
        return weights.stream()
                .map(
                        weight ->
                                new ScoreMatrix(
                                        weight.stored(),
                                        scales(weight.first(), weight.statistics())))
                .toList();
    }

    private List<Pruned> prune(List<ScoreMatrix> rivals, Target target, PruneParams params) {
        return switch (target) {
            case NM pattern when params.variant() ->
                    throw UserFacingException.badInput(
                            "A variant chooses how many weights a row loses, which the pattern "
                                    + pattern
                                    + " fixes. Remove \"variant\" or give a sparsity.");
            case NM pattern -> rivals.stream().map(scores -> groups(scores, pattern)).toList();
            case Sparsity sparsity when scope(params) == Scope.ROW ->
                    rivals.stream()
                            .map(scores -> rows(scores, rowCounts(scores, sparsity, params)))
                            .toList();
            case Sparsity sparsity -> together(rivals, sparsity);
        };
    }

    private static List<Pruned> together(List<ScoreMatrix> rivals, Sparsity sparsity) {
        long weights = rivals.stream().mapToLong(scores -> scores.layout().count()).sum();
        return CommonCut.masks(rivals, sparsity.count(weights)).stream()
                .map(mask -> new Pruned(mask, ""))
                .toList();
    }

    private static Pruned rows(ScoreMatrix scores, RowCounts counts) {
        MaskWriter writer = new MaskWriter(scores);
        scores.visitRows(() -> new RowCutter(scores.columns(), counts, writer));
        return new Pruned(writer.mask(), counts.note());
    }

    private static Pruned groups(ScoreMatrix scores, NM pattern) {
        return new Pruned(scores.least(pattern), pattern.tailNote(scores.columns()));
    }

    private record Pruned(Mask mask, String note) {}

    /** Cuts rows one by one, beginning the search where the row before was cut. */
    private static final class RowCutter implements ScoreMatrix.RowVisitor {
        private final int columns;
        private final RowCounts counts;
        private final MaskWriter writer;
        private int guess;

        RowCutter(int columns, RowCounts counts, MaskWriter writer) {
            this.columns = columns;
            this.counts = counts;
            this.writer = writer;
        }

        @Override
        public void visit(int row, int[] keys, int from) {
            Cut cut = Cut.of(keys, from, from + columns, counts.ofRow(row), guess);
            guess = cut.key();
            writer.cut(row, keys, from, cut);
        }
    }
}
