package org.espalier.job;

/**
 * Data by its place on disk.
 *
 * @param path file or folder
 * @param samples how many samples to draw; 0 for all
 * @param seed of the draw
 */
public record DataRef(String path, int samples, long seed) {
    /** All samples. */
    public static DataRef all(String path) {
        return new DataRef(path, 0, 0);
    }
}
