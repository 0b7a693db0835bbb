package org.espalier.data;

import org.espalier.base.UserFacingException;
import org.espalier.data.Questions.Judged;
import org.espalier.data.Wording.Option;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Shapes in which the hub serves questions, told by their fields and asked with the words of
 * lm-evaluation-harness 0.4.13.
 */
enum QuestionShape {
    ARC(
            "arc_easy, arc_challenge",
            Judged.ALSO_BY_CHARACTER,
            List.of("question", "choices"),
            List.of("answerKey")) {
        @Override
        Wording read(Fields fields) {
            Fields choices = fields.object("choices");
            List<String> texts = choices.texts("text");
            List<String> labels = choices.texts("label");
            if (texts.size() != labels.size()) {
                throw fields.wrong("\"choices\" has as many labels as texts");
            }
            return Wording.choices(
                    fields,
                    QUESTION.formatted(fields.text("question")),
                    texts,
                    fields.indexIn("answerKey", labels));
        }
    },
    HELLASWAG(
            "hellaswag",
            Judged.ALSO_BY_CHARACTER,
            List.of("endings"),
            List.of("activity_label", "ctx_a", "ctx_b", "label")) {
        @Override
        Wording read(Fields fields) {
            List<String> endings = fields.texts("endings");
            String scene =
                    "%s: %s %s"
                            .formatted(
                                    fields.text("activity_label"),
                                    fields.text("ctx_a"),
                                    HellaSwagText.capitalized(fields.text("ctx_b")));
            return Wording.choices(
                    fields,
                    HellaSwagText.clean(scene),
                    endings.stream().map(HellaSwagText::clean).toList(),
                    fields.index("label", endings.size()));
        }
    },
    WINOGRANDE(
            "winogrande",
            Judged.BY_LIKELIHOOD,
            List.of("option1"),
            List.of("option2", "sentence", "answer")) {
        @Override
        Wording read(Fields fields) {
            String sentence = fields.text("sentence");
            int gap = sentence.indexOf('_');
            if (gap < 0) {
                throw fields.wrong("\"sentence\" has no gap \"_\"");
            }
            String ending = HellaSwagText.strip(sentence.substring(gap + 1));
            return new Wording(
                    fields.place(),
                    Stream.of("option1", "option2")
                            .map(option -> sentence.substring(0, gap) + fields.text(option))
                            .map(context -> Option.choice(context, ending))
                            .toList(),
                    fields.indexIn("answer", List.of("1", "2")));
        }
    },
    PIQA("piqa", Judged.ALSO_BY_CHARACTER, List.of("goal"), List.of("sol1", "sol2", "label")) {
        @Override
        Wording read(Fields fields) {
            return Wording.choices(
                    fields,
                    QUESTION.formatted(fields.text("goal")),
                    List.of(fields.text("sol1"), fields.text("sol2")),
                    fields.index("label", 2));
        }
    },
    BOOLQ("boolq", Judged.BY_LIKELIHOOD, List.of("passage"), List.of("question", "label")) {
        @Override
        Wording read(Fields fields) {
            String context =
                    "%s\nQuestion: %s?\nAnswer:"
                            .formatted(fields.text("passage"), fields.text("question"));
            String label = fields.has("answer") ? "answer" : "label";
            return Wording.choices(fields, context, List.of("no", "yes"), fields.index(label, 2));
        }
    },
    CHOICES(
            "any other",
            Judged.ALSO_BY_CHARACTER,
            List.of("choices"),
            List.of("context", "answer")) {
        @Override
        Wording read(Fields fields) {
            List<String> choices = fields.texts("choices");
            return Wording.choices(
                    fields,
                    fields.text("context"),
                    choices,
                    fields.isOneOf("answer", choices)
                            ? fields.indexIn("answer", choices)
                            : fields.index("answer", choices.size()));
        }
    },
    LAMBADA("lambada", Judged.BY_GUESS, List.of("text"), List.of()) {
        @Override
        Wording read(Fields fields) {
            String text = fields.text("text");
            int last = text.lastIndexOf(' ');
            return new Wording(
                    fields.place(),
                    List.of(
                            Option.choice(
                                    text.substring(0, Math.max(0, last)),
                                    text.substring(last + 1))),
                    0);
        }
    };

    private static final String QUESTION = "Question: %s\nAnswer:";

    private final String task;
    private final Judged judged;
    private final List<String> telling;
    private final List<String> others;

    /**
     * A shape.
     *
     * @param task that has it, as lm-evaluation-harness calls it
     * @param telling fields that tell it from the shapes behind it
     * @param others that it needs too
     */
    QuestionShape(String task, Judged judged, List<String> telling, List<String> others) {
        this.task = task;
        this.judged = judged;
        this.telling = telling;
        this.others = others;
    }

    /** The question on a line. */
    abstract Wording read(Fields fields);

    Judged judged() {
        return judged;
    }

    /**
     * The shape of a line.
     *
     * @throws UserFacingException if it is none of these
     */
    static QuestionShape of(Fields fields) {
        return Arrays.stream(values())
                .filter(shape -> shape.fits(fields))
                .findFirst()
                .orElseThrow(
                        () ->
                                UserFacingException.badInput(
                                        "%s has the fields %s, which make no question. Give one of these: %s."
                                                .formatted(
                                                        fields.place(), fields.names(), known())));
    }

    private boolean fits(Fields fields) {
        return telling.stream().allMatch(fields::has);
    }

    private static String known() {
        return Arrays.stream(values())
                .map(QuestionShape::description)
                .collect(Collectors.joining("; "));
    }

    private String description() {
        return Stream.concat(telling.stream(), others.stream())
                .collect(Collectors.joining(", ", "", " (%s)".formatted(task)));
    }
}
