package org.espalier.measure;

import org.espalier.base.Progress;
import org.espalier.base.UserFacingException;
import org.espalier.data.TextCodec;
import org.espalier.engine.Engine;
import org.espalier.model.ModelMetadata;
import org.espalier.model.Network;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Writes texts with a language model.
 *
 * @param continuing as {@link
 *     org.espalier.model.checkpoint.CheckpointReader#readContinuing(java.nio.file.Path)} opens it
 */
public record TextGenerator(Engine engine, Network continuing, TextCodec codec) {
    /** A text is told each time that it has so many tokens more. */
    public static final int TOLD = 4;

    private static final double NANOS = 1e9;

    /**
     * Continues a prompt until the text ends, has so many tokens, or is as long as the model reads.
     *
     * @param tokens to write, at most
     * @param progress asked before each token, so that it stops the text; told how many are written
     * @param listener told the text so far, each {@link #TOLD} tokens
     * @throws UserFacingException if the prompt has no tokens or more than the model reads
     */
    public GeneratedText generate(
            String prompt,
            int tokens,
            Sampling sampling,
            Progress progress,
            Consumer<String> listener) {
        long[] given = codec.encode(prompt);
        int most = Math.min(tokens, room(given));
        List<Long> written = new ArrayList<>();
        SplittableRandom random = sampling.random();
        OptionalLong end = codec.end();
        try (TextSession session = new TextSession(engine, continuing)) {
            long start = System.nanoTime();
            float[] scores = session.read(given);
            long first = System.nanoTime();
            while (written.size() < most) {
                progress.checkpoint();
                long token = sampling.choose(scores, random);
                if (end.isPresent() && token == end.getAsLong()) {
                    break;
                }
                written.add(token);
                progress.update("Writing", written.size(), most);
                if (written.size() % TOLD == 0) {
                    listener.accept(codec.wholeBehind(given, numbers(written)));
                }
                if (written.size() < most) {
                    scores = session.read(token);
                }
            }
            double seconds = (System.nanoTime() - first) / NANOS;
            return text(given, written, (first - start) / NANOS, seconds);
        }
    }

    private GeneratedText text(
            long[] given, List<Long> written, double firstSeconds, double seconds) {
        long[] tokens = numbers(written);
        return new GeneratedText(
                codec.decodeBehind(given, tokens), given.length, tokens, firstSeconds, seconds);
    }

    private static long[] numbers(List<Long> tokens) {
        return tokens.stream().mapToLong(Long::longValue).toArray();
    }

    /** How many tokens fit behind a prompt. */
    private int room(long[] given) {
        String stated = continuing.metadata().properties().get(ModelMetadata.LONGEST);
        int longest = stated == null ? Integer.MAX_VALUE : Integer.parseInt(stated);
        if (given.length == 0 || given.length > longest) {
            throw UserFacingException.badInput(
                    given.length == 0
                            ? "The prompt has no tokens. Give a text to continue."
                            : "The prompt has %,d tokens; the model reads %,d at most. Give a shorter one."
                                    .formatted(given.length, longest));
        }
        return longest - given.length + 1;
    }
}
