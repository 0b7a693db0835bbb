package org.espalier.report.compare;

import org.espalier.measure.ModelMeasures;

/**
 * What a run should reach.
 *
 * @param limit least value of a metric of which more is better, else the largest
 */
public record Goal(RunMetric metric, double limit) {
    /** Whether the measured value keeps the limit; what was not measured does not. */
    public boolean met(ModelMeasures measures, ModelMeasures base) {
        double value = metric.of(measures, base);
        return metric.moreIsBetter() ? value >= limit : value <= limit;
    }

    /** Whether there is no value to hold against the limit. */
    public boolean unknown(ModelMeasures measures, ModelMeasures base) {
        return Double.isNaN(metric.of(measures, base));
    }

    /** Such as {@code latency ≤ 1.50 ms}. */
    public String text() {
        return metric.word() + (metric.moreIsBetter() ? " ≥ " : " ≤ ") + metric.text(limit);
    }
}
