package org.espalier.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.data.Questions.Judged;
import org.espalier.model.Network;
import org.espalier.model.checkpoint.CheckpointReader;
import org.espalier.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;

class QuestionsTest {
    private static final Path MODEL = Path.of("samples/sotu-llama");
    private static final Network NETWORK = CheckpointReader.read(MODEL);
    private static final Path PIQA = Path.of("src/test/resources/zero_shot/piqa.jsonl");

    @TempDir Path folder;

    /** Fields spelled with single quotes. */
    private Path file(String... lines) {
        try {
            return Files.writeString(
                    folder.resolve("items.jsonl"), String.join("\n", lines).replace('\'', '"'));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Wording read(String line) {
        QuestionFile read = QuestionFile.read(file(line));
        assertEquals(1, read.questions().size());
        return read.questions().getFirst();
    }

    private Questions tokens(int window, String... lines) {
        return Datasets.open(file(lines), NETWORK, MODEL, window).questions().orElseThrow();
    }

    private static List<String> continuations(Wording question) {
        return question.options().stream().map(Wording.Option::continuation).toList();
    }

    private static String context(Wording question) {
        List<String> all =
                question.options().stream().map(Wording.Option::context).distinct().toList();
        assertEquals(1, all.size());
        return all.getFirst();
    }

    @Test
    void arcNamesItsAnswerByLabel() {
        Wording asked =
                read(
                        "{'id': 'x', 'question': 'Which?', 'choices': {'text': ['na\u00efve"
                                + " \ud83d\ude00', 'b'], 'label': ['A', 'B']}, 'answerKey': 'B'}");
        assertEquals("Question: Which?\nAnswer:", context(asked));
        assertEquals(List.of(" na\u00efve \ud83d\ude00", " b"), continuations(asked));
        assertEquals(7, asked.options().getFirst().characters());
        assertEquals(1, asked.answer());
    }

    @Test
    void hellaswagIsCleanedAndItsSecondHalfCapitalized() {
        Wording asked =
                read(
                        "{'activity_label': ' Skiing', 'ctx_a': '[header] How [title] Go on.',"
                                + " 'ctx_b': 'the MAN  \u00c9', 'endings': ['x [step] y', ' z '],"
                                + " 'label': '0'}");
        assertEquals("Skiing: How. Go on. The man \u00e9", context(asked));
        assertEquals(List.of(" x y", " z"), continuations(asked));
        assertEquals(0, asked.answer());
    }

    @Test
    void winograndeScoresTheSharedEndingAfterEachOption() {
        Wording asked =
                read(
                        "{'sentence': 'Ann beat Bea, as _ was fast.  ', 'option1': 'Ann',"
                                + " 'option2': 'Bea', 'answer': '2'}");
        assertEquals(List.of(" was fast.", " was fast."), continuations(asked));
        assertEquals("Ann beat Bea, as Bea", asked.options().getLast().context());
        assertEquals(1, asked.answer());
    }

    @Test
    void otherShapesAreAskedAsTheReferenceDoes() {
        Wording piqa = read("{'goal': 'Open it', 'sol1': 'Pull', 'sol2': 'Push', 'label': 1}");
        assertEquals("Question: Open it\nAnswer:", context(piqa));
        assertEquals(1, piqa.answer());
        Wording boolq = read("{'passage': 'P.', 'question': 'is it', 'label': 1}");
        assertEquals("P.\nQuestion: is it?\nAnswer:", context(boolq));
        assertEquals(List.of(" no", " yes"), continuations(boolq));
        assertEquals(1, boolq.answer());
        Wording ofGoogle = read("{'passage': 'P.', 'question': 'is it', 'answer': true}");
        assertEquals(boolq.answer(), ofGoogle.answer());
        Wording lambada = read("{'text': 'She said  no'}");
        assertEquals("She said ", context(lambada));
        assertEquals(List.of(" no"), continuations(lambada));
        assertEquals("", context(read("{'text': 'no'}")));
    }

    @Test
    void anyOtherQuestionHasAContextChoicesAndAnAnswerByNumberOrText() {
        Wording asked = read("{'context': 'One and', 'choices': ['two', '2'], 'answer': 1}");
        assertEquals("One and", context(asked));
        assertEquals(List.of(" two", " 2"), continuations(asked));
        assertEquals(1, asked.answer());
        assertEquals(1, read("{'context': '', 'choices': ['0', '1'], 'answer': '1'}").answer());
        assertEquals(0, read("{'context': '', 'choices': ['1', '0'], 'answer': '1'}").answer());
    }

    @ParameterizedTest
    @CsvSource({
        "arc_easy, ALSO_BY_CHARACTER",
        "hellaswag, ALSO_BY_CHARACTER",
        "winogrande, BY_LIKELIHOOD",
        "piqa, ALSO_BY_CHARACTER",
        "boolq, BY_LIKELIHOOD",
        "lambada_openai, BY_GUESS"
    })
    void theShapeSaysHowAnswersAreJudged(String task, Judged judged) {
        QuestionFile file = QuestionFile.read(PIQA.resolveSibling(task + ".jsonl"));
        assertEquals(judged, file.judged());
        assertEquals(30, file.questions().size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'a': 1} | line 1 has the fields a | question, choices, answerKey (arc_easy",
                "{'question': 'Q', 'choices': {'text': ['a', 'b'], 'label': ['A', 'B']}} | line 1 |"
                        + " \"answerKey\" is missing",
                "{'question': 'Q', 'choices': {'text': ['a', 'b'], 'label': ['A', 'B']},"
                        + " 'answerKey': 'C'} | \"answerKey\" is \"C\" | none of A, B",
                "{'question': 'Q', 'choices': {'text': [], 'label': []}, 'answerKey': 'A'} |"
                        + " \"text\" is no list of two texts | line 1",
                "{'context': 'C', 'choices': ['a', ''], 'answer': 0} | line 1 | one of its choices"
                        + " is empty",
                "{'context': 'C', 'choices': ['a', 'b'], 'answer': 2} | \"answer\" is 2 | from 0 to"
                        + " 1",
                "{'context': 'C', 'choices': ['a', 3], 'answer': 0} | \"choices\" is no list | line"
                        + " 1",
                "{'goal': 'G', 'sol1': 'a', 'sol2': 'b', 'label': -1} | \"label\" is -1 | from 0 to"
                        + " 1",
                "{'activity_label': 'A', 'ctx_a': '', 'ctx_b': '', 'endings': ['a', 'b'], 'label':"
                        + " ''} | \"label\" is \"\" | line 1",
                "{'sentence': 'No gap', 'option1': 'a', 'option2': 'b', 'answer': '1'} | no gap |"
                        + " line 1",
                "{'goal': 'G', 'sol1': 4, 'sol2': 'b', 'label': 1} | \"sol1\" is no text | line 1",
                "{'goal': | not valid JSON | line 1",
                "[1, 2] | no JSON object | line 1",
            })
    void whatIsWrongIsNamedWithItsLine(String line, String what, String more) {
        Path items = file(line.strip());
        Refusal.expect(
                () -> Datasets.open(items, NETWORK, MODEL), "items.jsonl", what, more.strip());
    }

    @Test
    void linesAreCountedAsTheyStandAndAllHaveTheShapeOfTheFirst() throws IOException {
        String good = "{'goal': 'G', 'sol1': 'a', 'sol2': 'b', 'label': 1}";
        assertEquals(2, tokens(0, good, "", good).items().size());
        Path other = file(good, "", "{'text': 'something else'}");
        Refusal.expect(() -> Datasets.open(other, NETWORK, MODEL), "line 3", "\"goal\" is missing");
        Path empty = file("", " ");
        Refusal.expect(() -> Datasets.open(empty, NETWORK, MODEL), "items.jsonl is empty");
        byte[] latin = "{'text': 'd\u00e9j\u00e0 vu'}".getBytes(StandardCharsets.ISO_8859_1);
        Files.write(empty, latin);
        Refusal.expect(() -> Datasets.open(empty, NETWORK, MODEL), "not UTF-8");
    }

    @Test
    void contextAndContinuationAreCutIntoTokensTogether() {
        Questions asked =
                tokens(0, "{'context': 'We are ', 'choices': ['free', 'strong'], 'answer': 0}");
        Question.Option free = asked.items().getFirst().options().getFirst();
        Questions plain =
                tokens(0, "{'context': 'We are', 'choices': [' free', 'strong'], 'answer': 0}");
        assertArrayEquals(plain.items().getFirst().options().getFirst().tokens(), free.tokens());
        assertEquals(4, free.characters());
        assertEquals(plain.items().getFirst().options().getFirst().scored(), free.scored());
    }

    @Test
    void anEmptyContextIsTheTokenThatBeginsATextAndSpaceAloneIsRefused() {
        Questions asked = tokens(0, "{'context': '', 'choices': ['We', 'They'], 'answer': 0}");
        Question.Option we = asked.items().getFirst().options().getFirst();
        assertEquals(0, we.tokens()[0]);
        assertEquals(we.tokens().length - 1, we.scored());
        Refusal.expect(
                () -> tokens(0, "{'context': ' ', 'choices': ['We', 'They'], 'answer': 0}"),
                "line 1",
                "no tokens");
    }

    @Test
    void whatIsTooLongLosesItsBeginningButNotItsAnswer() {
        String line =
                "{'context': 'We hold these truths to be self evident and', 'choices': ['true',"
                        + " 'not so true'], 'answer': 0}";
        Question.Option whole = tokens(0, line).items().getFirst().options().getLast();
        Questions cut = tokens(5, line);
        Question.Option last = cut.items().getFirst().options().getLast();
        assertTrue(last.cut());
        assertFalse(whole.cut());
        assertEquals(2, cut.cut());
        assertEquals(2, cut.options());
        assertEquals(whole.scored(), last.scored());
        assertArrayEquals(
                LongStream.of(whole.tokens()).skip(whole.tokens().length - 6L).toArray(),
                last.tokens());
        Refusal.expect(() -> tokens(2, line), "line 1", " not so true", "scores from 1 to 2");
    }

    @Test
    void questionsAreDataToCalibrateWithAndToDrawFrom() {
        Dataset data = Datasets.open(PIQA, NETWORK, MODEL);
        Dataset drawn = Datasets.sample(data, 4, 1);
        Questions questions = drawn.questions().orElseThrow();
        assertEquals(4, questions.items().size());
        assertNotEquals(data.fingerprint(), drawn.fingerprint());
        Tensor ids = Objects.requireNonNull(drawn.batch(new int[] {2}).inputs().get("input_ids"));
        Question third = questions.items().get(2);
        assertArrayEquals(
                third.options().get(third.answer()).tokens(),
                LongStream.range(0, ids.count()).map(ids::longAt).toArray());
        assertEquals(
                new Sample.Words(
                        "Question: They are why we say tonight: Private values\nAnswer: must be at"
                                + " the heart of public policies."),
                data.sample(1));
    }
}
