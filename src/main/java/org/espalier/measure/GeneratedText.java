package org.espalier.measure;

/**
 * What a language model wrote, and how fast.
 *
 * @param text behind the prompt
 * @param prompt tokens of the prompt
 * @param tokens of the text
 * @param promptSeconds until the prompt was read
 * @param seconds from then to the last token
 */
public record GeneratedText(
        String text, int prompt, long[] tokens, double promptSeconds, double seconds) {
    /**
     * Tokens a second behind the first, which comes with the prompt; NaN for less than two tokens.
     */
    public double tokensPerSecond() {
        return tokens.length < 2 ? Double.NaN : (tokens.length - 1) / seconds;
    }
}
