package org.espalier.data;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Tokenizes a text of any length in pieces, on all cores: while it works, a tokenizer takes some
 * 700 bytes for each token.
 *
 * <p>What it makes of a place depends on the text around, as a rule no farther than the word. So
 * neighbouring pieces overlap, and are joined within the stretch that both know, if they made the
 * same tokens of a quarter of it. If not, as where one letter is repeated for pages, the text is
 * tokenized as a whole.
 *
 * @param piece characters of a piece, more than {@code overlap}
 * @param overlap characters that a piece has in common with the next
 */
record LongText(HuggingFaceTokenizer tokenizer, int piece, int overlap) {
    private static final int USUAL_PIECE = 1 << 18;
    private static final int USUAL_OVERLAP = 1 << 13;

    /** With pieces that take some 50 MB each. */
    LongText(HuggingFaceTokenizer tokenizer) {
        this(tokenizer, USUAL_PIECE, USUAL_OVERLAP);
    }

    /** The tokens of a text, with the special ones that the tokenizer adds. */
    long[] ids(String text) {
        List<Piece> pieces = pieces(text);
        List<Tokens> tokens = pieces.parallelStream().map(part -> tokens(text, part)).toList();
        long[] joined = joined(tokens);
        return joined == null ? tokens(text, new Piece(0, text.length(), 0, 0)).ids() : joined;
    }

    /**
     * A part of a text.
     *
     * @param from its first character
     * @param to the character behind it
     * @param place its first code point
     * @param next first code point of the piece behind it
     */
    private record Piece(int from, int to, long place, long next) {}

    private List<Piece> pieces(String text) {
        List<Piece> pieces = new ArrayList<>();
        long place = 0;
        int from = 0;
        while (text.length() - from > piece + overlap) {
            int behind = whole(text, from + piece);
            long next = place + text.codePointCount(from, behind);
            pieces.add(new Piece(from, whole(text, behind + overlap), place, next));
            place = next;
            from = behind;
        }
        pieces.add(new Piece(from, text.length(), place, place));
        return pieces;
    }

    /** A place that does not cut a code point into its two characters. */
    private static int whole(String text, int at) {
        return Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
    }

    /**
     * Tokens of a piece.
     *
     * @param head those of the stretch that the piece before knows too
     * @param tail those of the stretch that the piece behind knows too
     */
    private record Tokens(long[] ids, Seam head, Seam tail) {}

    private Tokens tokens(String text, Piece part) {
        TokenizersLibrary library = TokenizersLibrary.LIB;
        String words = text.substring(part.from(), part.to());
        long encoding = library.encode(tokenizer.getHandle(), words, true);
        try {
            long[] ids = library.getTokenIds(encoding);
            CharSpan[] spans = library.getTokenCharSpans(encoding);
            return new Tokens(
                    ids,
                    seam(ids, spans, part.place(), part.place()),
                    seam(ids, spans, part.place(), part.next()));
        } finally {
            library.deleteEncoding(encoding);
        }
    }

    /**
     * Tokens of a stretch that both of two pieces know.
     *
     * @param first index of the first in its piece
     * @param places code points at which they begin and end, by turns
     * @param middle index of the first that begins in the second half
     */
    private record Seam(int first, long[] ids, long[] places, int middle) {
        boolean meets(Seam other) {
            return middle > 0
                    && middle < ids.length
                    && Arrays.equals(ids, other.ids)
                    && Arrays.equals(places, other.places);
        }
    }

    /** Half of the characters may be code points, and the edges know too little around them. */
    private Seam seam(long[] ids, CharSpan[] spans, long place, long from) {
        long begin = from + overlap / 8 - place;
        long middle = from + overlap / 4 - place;
        long end = from + overlap * 3 / 8 - place;
        int first = 0;
        while (first < ids.length && start(spans[first]) < begin) {
            first++;
        }
        int last = first;
        int half = 0;
        while (last < ids.length && spans[last] != null && spans[last].getEnd() <= end) {
            half += spans[last].getStart() < middle ? 1 : 0;
            last++;
        }
        long[] places = new long[2 * (last - first)];
        for (int i = first; i < last; i++) {
            places[2 * (i - first)] = place + spans[i].getStart();
            places[2 * (i - first) + 1] = place + spans[i].getEnd();
        }
        return new Seam(first, Arrays.copyOfRange(ids, first, last), places, half);
    }

    /** Tokens that are added begin nowhere. */
    private static int start(@Nullable CharSpan span) {
        return span == null ? -1 : span.getStart();
    }

    /** The tokens of all pieces, each up to a seam; null if two do not meet. */
    private static long @Nullable [] joined(List<Tokens> pieces) {
        int[] from = new int[pieces.size()];
        int[] to = new int[pieces.size()];
        for (int i = 0; i < from.length; i++) {
            to[i] = pieces.get(i).ids().length;
        }
        for (int i = 1; i < from.length; i++) {
            Seam tail = pieces.get(i - 1).tail();
            Seam head = pieces.get(i).head();
            if (!tail.meets(head)) {
                return null;
            }
            to[i - 1] = tail.first() + tail.middle();
            from[i] = head.first() + head.middle();
        }
        long[] all = new long[total(from, to)];
        for (int i = 0, at = 0; i < from.length; i++) {
            System.arraycopy(pieces.get(i).ids(), from[i], all, at, to[i] - from[i]);
            at += to[i] - from[i];
        }
        return all;
    }

    private static int total(int[] from, int[] to) {
        int total = 0;
        for (int i = 0; i < from.length; i++) {
            total = Math.addExact(total, to[i] - from[i]);
        }
        return total;
    }
}
