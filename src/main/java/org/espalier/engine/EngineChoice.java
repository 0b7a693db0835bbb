package org.espalier.engine;

import java.util.Objects;

/**
 * Where and by what networks are run, as options spell it.
 *
 * @param device {@code auto}, {@code cpu} or {@code gpu:N}
 * @param engine {@code auto}, {@code djl} or {@code ort}
 * @param threads threads of one operator; 0 for as many as there are cores
 * @param precision {@code auto}, {@code fp32}, {@code fp16} or {@code bf16}
 */
public record EngineChoice(String device, String engine, int threads, String precision) {
    private static final String BY_PROGRAM = "auto";

    /** Everything chosen by the program. */
    public static final EngineChoice AUTO = new EngineChoice(BY_PROGRAM, BY_PROGRAM, 0);

    /** Fills in what older files do not say. */
    public EngineChoice {
        precision = Objects.requireNonNullElse(precision, BY_PROGRAM);
    }

    /** With the precision chosen by the program. */
    public EngineChoice(String device, String engine, int threads) {
        this(device, engine, threads, BY_PROGRAM);
    }
}
