package org.espalier.app;

import org.espalier.measure.Estimate;

import java.util.Locale;

/**
 * By how much the budgeted schedule beats the uniform one of the same sparsity.
 *
 * @param sparsity nominal
 * @param difference of the accuracies on the same samples
 * @param pValue McNemar's exact test
 */
record DemoGain(double sparsity, Estimate difference, double pValue) {
    String sentence() {
        return String.format(
                Locale.ROOT,
                "At %.0f %% the budget %s: %+.2f points of accuracy against uniform"
                        + " (95 %% interval %+.2f to %+.2f; McNemar p %s).",
                100 * sparsity,
                verdict(),
                100 * difference.value(),
                100 * difference.low(),
                100 * difference.high(),
                pValue < 0.001 ? "< 0.001" : String.format(Locale.ROOT, "= %.3f", pValue));
    }

    private String verdict() {
        if (difference.low() > 0) {
            return "wins";
        }
        return difference.high() < 0 ? "loses" : "makes no measurable difference";
    }
}
