package org.espalier.measure;

/**
 * How well a model does on data.
 *
 * @param metric {@code top1}, {@code top5}, {@code probe-accuracy}, {@code kl}, {@code cosine},
 *     {@code agreement}
 * @param estimate accuracies as fractions; KL in nats
 * @param samples how many samples it rests on
 */
public record Quality(String metric, Estimate estimate, int samples, Provenance provenance) {}
