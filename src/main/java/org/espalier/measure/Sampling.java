package org.espalier.measure;

import org.espalier.base.UserFacingException;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * How the next token is chosen by its scores: the best, or drawn from the softmax of the scores
 * divided by a temperature, over all tokens or the best few.
 *
 * @param temperature 0 for the best token; below 1 favours likely tokens, above 1 unlikely ones
 * @param topK how many of the best may be drawn; 0 for all
 * @param seed of the draws: the same one gives the same tokens
 */
public record Sampling(double temperature, int topK, long seed) {
    /** The best token each time. */
    public static final Sampling GREEDY = new Sampling(0, 0, 0);

    /**
     * Checks the numbers.
     *
     * @throws UserFacingException if one is negative or not finite
     */
    public Sampling {
        if (!(temperature >= 0) || Double.isInfinite(temperature) || topK < 0) {
            throw UserFacingException.badInput(
                    "Tokens cannot be drawn with temperature %s from the best %d. Give a temperature from 0 and a number from 1."
                            .formatted(temperature, topK));
        }
    }

    /** Draws that follow each other. */
    SplittableRandom random() {
        return new SplittableRandom(seed);
    }

    /** Chooses a token. */
    int choose(float[] scores, SplittableRandom random) {
        if (temperature == 0) {
            return best(scores);
        }
        int[] tokens = candidates(scores);
        double highest = scores[best(scores)];
        double[] shares =
                Arrays.stream(tokens)
                        .mapToDouble(token -> Math.exp((scores[token] - highest) / temperature))
                        .toArray();
        double left = random.nextDouble() * Arrays.stream(shares).sum();
        int drawn = 0;
        while (drawn < tokens.length - 1 && left >= shares[drawn]) {
            left -= shares[drawn++];
        }
        return tokens[drawn];
    }

    private int[] candidates(float[] scores) {
        IntStream all = IntStream.range(0, scores.length);
        return topK == 0 || topK >= scores.length
                ? all.toArray()
                : all.boxed()
                        .sorted(Comparator.comparingDouble(token -> -scores[token]))
                        .limit(topK)
                        .mapToInt(Integer::intValue)
                        .toArray();
    }

    /** Of equal scores the first. */
    private static int best(float[] scores) {
        int best = 0;
        for (int i = 1; i < scores.length; i++) {
            best = scores[i] > scores[best] ? i : best;
        }
        return best;
    }
}
