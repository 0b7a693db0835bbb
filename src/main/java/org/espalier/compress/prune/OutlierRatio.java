package org.espalier.compress.prune;

import org.espalier.compress.LayerStatistics;
import org.espalier.model.Layer;
import org.espalier.model.LayerId;
import org.espalier.model.Network;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How many weights of a block stand out: the percentage of its layers' Wanda scores, taken
 * together, that are above {@link #THRESHOLD} times their mean.
 *
 * <p>Source: Yin et al., "Outlier Weighed Layerwise Sparsity (OWL)", ICML 2024, section 3.2;
 * luuyin/OWL, lib/prune_all.py.
 */
public final class OutlierRatio {
    /** M of the paper. */
    public static final double THRESHOLD = 5;

    private OutlierRatio() {}

    /**
     * The percentage in [0, 100].
     *
     * @param layers of one block
     * @param statistics of each of them
     */
    public static double of(
            List<Layer> layers, Network network, Map<LayerId, LayerStatistics> statistics) {
        Wanda wanda = new Wanda();
        List<ScoreMatrix> scores =
                layers.stream()
                        .map(
                                layer ->
                                        new ScoreMatrix(
                                                new StoredRows(
                                                        layer.id(),
                                                        network.weight(layer.weight()),
                                                        layer.layout()),
                                                wanda.scales(
                                                        layer,
                                                        Objects.requireNonNull(
                                                                statistics.get(layer.id())))))
                        .toList();
        double count = scores.stream().mapToDouble(score -> score.layout().count()).sum();
        double mean = scores.stream().mapToDouble(OutlierRatio::sum).sum() / count;
        float bound = (float) (THRESHOLD * mean);
        return 100 * scores.stream().mapToLong(score -> above(score, bound)).sum() / count;
    }

    private static double sum(ScoreMatrix scores) {
        return scores.visitRows(() -> new Sum(scores.columns())).stream()
                .mapToDouble(sum -> sum.total)
                .sum();
    }

    private static long above(ScoreMatrix scores, float bound) {
        int key = Float.floatToRawIntBits(bound);
        return scores.visitRows(() -> new Above(scores.columns(), key)).stream()
                .mapToLong(above -> above.count)
                .sum();
    }

    private static final class Sum implements ScoreMatrix.RowVisitor {
        private final int columns;
        private double total;

        Sum(int columns) {
            this.columns = columns;
        }

        @Override
        public void visit(int row, int[] keys, int from) {
            for (int i = from; i < from + columns; i++) {
                total += Float.intBitsToFloat(keys[i]);
            }
        }
    }

    private static final class Above implements ScoreMatrix.RowVisitor {
        private final int columns;
        private final int key;
        private long count;

        Above(int columns, int key) {
            this.columns = columns;
            this.key = key;
        }

        @Override
        public void visit(int row, int[] keys, int from) {
            for (int i = from; i < from + columns; i++) {
                count += keys[i] > key ? 1 : 0;
            }
        }
    }
}
