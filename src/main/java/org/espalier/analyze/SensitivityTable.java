package org.espalier.analyze;

import org.espalier.model.LayerId;

import java.util.List;

/**
 * Damage of pruning each layer alone, by sparsity.
 *
 * @param method key of the method
 * @param measure what {@code damage} is
 * @param sparsities shares, ascending
 * @param damage per layer and sparsity; NaN where not known yet
 */
public record SensitivityTable(
        String method,
        Measure measure,
        List<LayerId> layers,
        double[] sparsities,
        double[][] damage) {
    /** What damage means. */
    public enum Measure {
        /** Squared output error of the layer alone as a share of its output energy; instant. */
        OUTPUT_ERROR,
        /** Accuracy lost, as a fraction; measured, needs labels. */
        ACCURACY_DROP,
        /** Mean KL divergence of the model's outputs, nats; measured, needs no labels. */
        KL_DIVERGENCE,
        /** Mean of 1 - cosine of the model's embeddings; measured, for models without classes. */
        COSINE_DISTANCE
    }

    /** Damage of a layer at any sparsity, linear between the table's columns; 0 at 0. */
    public double damageAt(int layer, double sparsity) {
        double lowerS = 0;
        double lowerD = 0;
        for (int i = 0; i < sparsities.length; i++) {
            double value = damage[layer][i];
            if (Double.isNaN(value)) {
                continue;
            }
            if (sparsities[i] >= sparsity) {
                double span = sparsities[i] - lowerS;
                double weight = span == 0 ? 1 : (sparsity - lowerS) / span;
                return lowerD + weight * (value - lowerD);
            }
            lowerS = sparsities[i];
            lowerD = value;
        }
        return lowerD;
    }
}
