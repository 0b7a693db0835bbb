package org.espalier.data;

import org.espalier.model.Network;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/** A model's tokenizer, for texts that it reads and writes. */
public final class TextCodec {
    /** Stands for bytes that are no character, or not yet. */
    private static final char UNKNOWN = '\uFFFD';

    private final TextTokenizer tokenizer;

    private TextCodec(TextTokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /**
     * The tokenizer in a model's folder.
     *
     * @param folder with a {@code tokenizer.json}
     * @throws org.espalier.base.UserFacingException if there is none
     */
    public static TextCodec of(Path folder, Network network) {
        Opener opener = new Opener(network, List.of(folder.toAbsolutePath()), 0);
        return new TextCodec(TextTokenizer.uncut(opener.tokenizer(folder)));
    }

    /**
     * A text as tokens, with the special ones that the tokenizer adds; an empty text is the token
     * that begins one, if the model has such.
     */
    public long[] encode(String text) {
        long[] tokens = tokenizer.ids(List.of(text)).getFirst();
        return tokens.length == 0 ? tokenizer.beginning().stream().toArray() : tokens;
    }

    /** What tokens add to the text of others before them. */
    public String decodeBehind(long[] before, long[] tokens) {
        long[] all = LongStream.concat(Arrays.stream(before), Arrays.stream(tokens)).toArray();
        String text = tokenizer.decode(all);
        String known = tokenizer.decode(before);
        return text.startsWith(known) ? text.substring(known.length()) : tokenizer.decode(tokens);
    }

    /** The same without an end that is only a part of a character, while more tokens follow. */
    public String wholeBehind(long[] before, long[] tokens) {
        String text = decodeBehind(before, tokens);
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == UNKNOWN) {
            end--;
        }
        return text.substring(0, end);
    }

    /** The token that ends a text, if the model says so. */
    public OptionalLong end() {
        return tokenizer.ending();
    }
}
