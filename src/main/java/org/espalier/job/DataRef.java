package org.espalier.job;

/**
 * Data by its place on disk.
 *
 * @param path file or folder
 * @param samples how many samples to draw; 0 for all
 * @param seed of the draw
 * @param window tokens in a window of running text; 0 for as many as the model reads
 */
public record DataRef(String path, int samples, long seed, int window) {
    /** Data that are no running text, or that in windows as long as the model reads. */
    public DataRef(String path, int samples, long seed) {
        this(path, samples, seed, 0);
    }

    /** All samples. */
    public static DataRef all(String path) {
        return new DataRef(path, 0, 0);
    }
}
