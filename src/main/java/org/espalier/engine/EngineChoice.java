package org.espalier.engine;

/**
 * Where and by what networks are run, as options spell it.
 *
 * @param device {@code auto}, {@code cpu} or {@code gpu:N}
 * @param engine {@code auto}, {@code djl} or {@code ort}
 * @param threads threads of one operator; 0 for as many as there are cores
 */
public record EngineChoice(String device, String engine, int threads) {
    /** Everything chosen by the program. */
    public static final EngineChoice AUTO = new EngineChoice("auto", "auto", 0);
}
