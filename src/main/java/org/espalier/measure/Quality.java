package org.espalier.measure;

import java.util.OptionalInt;

/**
 * How well a model does on data.
 *
 * @param metric {@code top1}, {@code top5}, {@code probe-accuracy}, {@code kl}, {@code cosine},
 *     {@code agreement}, {@code perplexity@256} with the length of the window
 * @param estimate accuracies as fractions; KL in nats
 * @param samples how many samples it rests on
 */
public record Quality(String metric, Estimate estimate, int samples, Provenance provenance) {
    /** The metric without the length of the window that it was measured on. */
    public String name() {
        int at = metric.indexOf('@');
        return at < 0 ? metric : metric.substring(0, at);
    }

    /** Tokens in a window, where the metric depends on it. */
    public OptionalInt window() {
        int at = metric.indexOf('@');
        return at < 0
                ? OptionalInt.empty()
                : OptionalInt.of(Integer.parseInt(metric.substring(at + 1)));
    }
}
