package org.espalier.analyze;

/**
 * How calibration data came through a block.
 *
 * @param block its name
 * @param error at its exit, beside the unchanged network: L2 norm of the difference as a share of
 *     the norm, on the first batch
 * @param seconds what it took
 */
public record BlockPassage(String block, double error, Seconds seconds) {
    /** Wall-clock time of the parts of the work on a block. */
    public record Seconds(double calibrating, double changing, double running) {}
}
