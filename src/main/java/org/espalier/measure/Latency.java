package org.espalier.measure;

/**
 * Time of single runs in ONNX Runtime after warm-up, interleaved with the other model's runs where
 * two are compared.
 *
 * @param p50Ms median with its bootstrap interval, milliseconds
 * @param p95Ms 95th percentile, milliseconds
 * @param samplesMs every run, in order
 * @param provider execution provider, such as {@code CPUExecutionProvider}
 */
public record Latency(
        Estimate p50Ms,
        double p95Ms,
        double[] samplesMs,
        int threads,
        int batch,
        String provider,
        Provenance provenance) {}
