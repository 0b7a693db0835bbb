package org.espalier.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;

/** Tokens in pieces against those of the whole text. */
class LongTextTest {
    private static final Path SAMPLE = Path.of("samples/sotu-llama");
    private static final String BEGIN =
            """
            {"type": "TemplateProcessing",
             "single": [{"SpecialToken": {"id": "!", "type_id": 0}},
                        {"Sequence": {"id": "A", "type_id": 0}},
                        {"SpecialToken": {"id": "!", "type_id": 0}}],
             "pair": [{"Sequence": {"id": "A", "type_id": 0}},
                      {"Sequence": {"id": "B", "type_id": 0}}],
             "special_tokens": {"!": {"id": "!", "ids": [7], "tokens": ["!"]}}}
            """;

    private final HuggingFaceTokenizer plain = tokenizer(SAMPLE.resolve("tokenizer.json"));

    @ParameterizedTest
    @CsvSource({"20000, 800", "3000, 400", "262144, 8192"})
    void aTextGivesTheTokensOfTheWhole(int piece, int overlap) {
        String text = TextFile.read(SAMPLE.resolve("val.txt.gz")).substring(0, 600_000);

        long[] whole = plain.encode(text).getIds();

        assertTrue(whole.length > 100_000);
        assertArrayEquals(whole, new LongText(plain, piece, overlap).ids(text));
        assertArrayEquals(
                whole, TextTokenizer.uncut(SAMPLE.resolve("tokenizer.json")).idsOfLongText(text));
    }

    @Test
    void charactersOfEverySizeAndRunsOfSpacesAreKept() {
        String[] words = {
            "Bürger ", "国会", "😀😀 ", "\n\n", "      ", "word", "'s ", "12345 ", "\t", "é"
        };
        Random random = new Random(5);
        StringBuilder text = new StringBuilder();
        while (text.length() < 60_000) {
            text.append(words[random.nextInt(words.length)]);
        }

        long[] pieces = new LongText(plain, 2000, 800).ids(text.toString());

        assertArrayEquals(plain.encode(text.toString()).getIds(), pieces);
        assertEquals(text.toString(), plain.decode(pieces));
    }

    /** Zeros are taken by threes, counted from where a piece begins. */
    @Test
    void whatKnowsNoSeamIsTokenizedAsAWhole() {
        String text = "ab" + "0".repeat(20_000) + "c";

        long[] whole = plain.encode(text).getIds();

        assertEquals(20_000 / 3, whole.length, 5);
        assertArrayEquals(whole, new LongText(plain, 3001, 400).ids(text));
    }

    @Test
    void specialTokensStandAtBothEndsOnly(@TempDir Path folder) throws IOException {
        JsonMapper json = JsonMapper.shared();
        ObjectNode file = (ObjectNode) json.readTree(SAMPLE.resolve("tokenizer.json"));
        file.set("post_processor", json.readTree(BEGIN));
        Path changed = folder.resolve("tokenizer.json");
        Files.writeString(changed, file.toString());
        String text = TextFile.read(SAMPLE.resolve("val.txt.gz")).substring(0, 50_000);

        long[] ids = new LongText(tokenizer(changed), 3000, 400).ids(text);

        assertEquals(7, ids[0]);
        assertEquals(7, ids[ids.length - 1]);
        assertArrayEquals(plain.encode(text).getIds(), Arrays.copyOfRange(ids, 1, ids.length - 1));
    }

    private static HuggingFaceTokenizer tokenizer(Path file) {
        try {
            return HuggingFaceTokenizer.newInstance(
                    file, Map.of("padding", "false", "truncation", "false"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
