package org.espalier.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.tensor.DType;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

class TextDatasetTest {
    private static final Path GLOSSES = Path.of("samples/minilm-glosses/glosses.tsv");
    private static final Path MODEL = Path.of("samples/minilm-glosses/model/all-minilm-l6-v2.onnx");

    @TempDir Path folder;

    @Test
    void readsTheGlossesWithTheirClassesAndSplits() {
        Dataset data = open(GLOSSES);

        assertEquals(4800, data.size());
        assertEquals(24, data.classes().size());
        assertEquals("noun.act", data.classes().get(0));
        assertEquals(List.of("train", "test"), data.splits());
        assertEquals(2880, Datasets.split(data, "train").size());
        assertEquals(1920, open(Path.of(GLOSSES + "#test")).size());
        assertArrayEquals(new int[] {0, 0}, data.batch(new int[] {0, 199}).labels());
        assertArrayEquals(new int[] {23}, data.batch(new int[] {4799}).labels());
    }

    @Test
    void splitsASampleOfItToo() {
        Dataset some = Datasets.sample(open(GLOSSES), 300, 7);
        Dataset train = Datasets.split(some, "train");
        Dataset test = Datasets.split(some, "test");

        assertEquals(300, train.size() + test.size());
        assertTrue(train.size() > test.size());
        Refusal.expect(() -> Datasets.split(some, "dev"), "no split \"dev\"", "train, test");
    }

    @Test
    void tokenizesAsTheModelsTokenizerDoesAndPadsToTheLongestOfTheBatch() throws IOException {
        Files.writeString(
                folder.resolve("a.tsv"),
                "music produced by playing a musical instrument\nna\u00efve \u00dcberraschung\n");
        Batch batch = open(folder.resolve("a.tsv")).batch(new int[] {0, 1});

        assertEquals(Shape.of(2, 9), tensor(batch, "input_ids").shape());
        assertArrayEquals(
                new long[] {
                    101, 2189, 2550, 2011, 2652, 1037, 3315, 6602, 102, 101, 15743, 19169, 8180,
                    20760, 3070, 102, 0, 0
                },
                tensor(batch, "input_ids").toLongs());
        assertArrayEquals(
                new long[] {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0},
                tensor(batch, "attention_mask").toLongs());
        assertArrayEquals(new long[18], tensor(batch, "token_type_ids").toLongs());
    }

    @Test
    void cutsLongTextsAt128TokensAndFeedsOtherIntegerTypes() throws IOException {
        Files.writeString(folder.resolve("a.tsv"), "word ".repeat(500));
        Dataset data =
                Datasets.open(
                        folder.resolve("a.tsv"),
                        Models.taking(
                                Map.of(),
                                Models.input("input_ids", DType.INT32, -1, -1),
                                Models.input("position_ids", DType.INT64, -1, -1)),
                        MODEL);
        Batch batch = data.batch(new int[] {0});

        assertEquals(DType.INT32, tensor(batch, "input_ids").dtype());
        assertEquals(128, tensor(batch, "input_ids").count());
        assertEquals(127, tensor(batch, "position_ids").longAt(127));
    }

    @Test
    void readsCommaSeparatedTablesWithQuotedCells() throws IOException {
        Path file = folder.resolve("a.csv");
        Files.writeString(file, "\uFEFFLabel,text\r\npos,\"good, \"\"very\"\"\ngood\"\r\nneg,bad");
        TextTable table = TextTable.read(file);

        assertEquals(List.of("good, \"very\"\ngood", "bad"), table.texts());
        assertEquals(List.of("pos", "neg"), table.labels());
        assertEquals(List.of(), table.splits());
        assertEquals(List.of("neg", "pos"), open(file).classes());
    }

    @Test
    void readsJsonLinesWithNumberedLabelsInNumericOrder() throws IOException {
        Path file = folder.resolve("a.jsonl");
        Files.writeString(
                file,
                """
                {"id": 1, "sentence": "one", "label": 10}
                {"id": 2, "sentence": "two", "label": 9}
                """);

        assertEquals(List.of("one", "two"), TextTable.read(file).texts());
        assertEquals(List.of("9", "10"), open(file).classes());
        assertArrayEquals(new int[] {1, 0}, open(file).batch(new int[] {0, 1}).labels());
    }

    @Test
    void refusesBrokenTables() throws IOException {
        refuses("a.tsv", "", "it is empty");
        refuses("a.tsv", "label\ttext\nx\ty\tz\n", "row 1 has 3 columns instead of 2");
        refuses("a.tsv", "a\tb\tc\td\n", "names none of 4 columns");
        refuses("a.csv", "text\n\"open", "a quoted cell does not end");
        refuses("a.jsonl", "{\"text\": \"a\"}\n{oops", "Row 2", "not valid JSON");
        refuses("a.jsonl", "{\"id\": 3}\n", "it has the columns []");
        Files.write(folder.resolve("a.tsv"), new byte[] {(byte) 0xc3, 0x28});
        Refusal.expect(() -> open(folder.resolve("a.tsv")), "not UTF-8 text");
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        Path file = folder.resolve("a.tsv");
        Files.writeString(file, "text\nhello\n");

        Refusal.expect(
                () -> Datasets.open(file, Models.encoder(), folder.resolve("m.onnx")),
                "Put its tokenizer.json beside the model");
        Refusal.expect(
                () -> Datasets.open(file, Models.fashion(), MODEL), "The data are texts", "image");
        Files.writeString(folder.resolve("tokenizer.json"), "{\"model\": 3}");
        Refusal.expect(
                () -> Datasets.open(file, Models.encoder(), folder.resolve("m.onnx")),
                "is not a tokenizer");
    }

    @Test
    void fingerprintsTheTexts() throws IOException {
        Path file = folder.resolve("a.tsv");
        Files.writeString(file, "text\nhello\n");
        String before = open(file).fingerprint();
        assertEquals(before, open(file).fingerprint());

        Files.writeString(file, "text\nhallo\n");
        assertNotEquals(before, open(file).fingerprint());
    }

    private void refuses(String name, String content, String... parts) throws IOException {
        Path file = Files.writeString(folder.resolve(name), content);
        Refusal.expect(() -> open(file), parts);
    }

    private static Dataset open(Path path) {
        return Datasets.open(path, Models.encoder(), MODEL);
    }

    private static Tensor tensor(Batch batch, String input) {
        return Objects.requireNonNull(batch.inputs().get(input));
    }
}
