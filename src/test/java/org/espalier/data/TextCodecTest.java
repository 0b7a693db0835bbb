package org.espalier.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.model.checkpoint.CheckpointReader;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

class TextCodecTest {
    private static final Path MODEL = Path.of("samples/sotu-llama");
    private final TextCodec codec = TextCodec.of(MODEL, CheckpointReader.readContinuing(MODEL));

    @Test
    void aTextGrowsByWholeCharacters() {
        long[] before = codec.encode("The");
        String text = " price: 5 \u20ac \ud83d\ude00!";
        long[] all = codec.encode("The" + text);
        long[] tokens = Arrays.copyOfRange(all, before.length, all.length);

        List<String> grown = new ArrayList<>();
        for (int n = 1; n <= tokens.length; n++) {
            grown.add(codec.wholeBehind(before, Arrays.copyOf(tokens, n)));
        }

        String at = "";
        for (String next : grown) {
            assertTrue(next.startsWith(at), at + " > " + next);
            at = next;
        }
        assertEquals(text, at);
        assertTrue(grown.contains(" price: 5 "), "a euro takes several tokens: " + grown);
        assertTrue(grown.contains(" price: 5 \u20ac \ud83d\ude00"), grown.toString());
        assertTrue(grown.stream().noneMatch(now -> now.contains("\ufffd")), grown.toString());
    }

    @Test
    void theWholeOfATextKeepsWhatIsNoCharacter() {
        long[] before = codec.encode("The");
        long[] euro = codec.encode("The \u20ac");
        long[] part = Arrays.copyOfRange(euro, before.length, euro.length - 1);

        assertTrue(codec.decodeBehind(before, part).endsWith("\ufffd"));
        assertEquals(" ", codec.wholeBehind(before, part));
    }
}
