package org.espalier.data;

import java.util.List;

/**
 * A question in words.
 *
 * @param place the file and line that it stands on, for messages
 * @param answer index of the right option
 */
record Wording(String place, List<Option> options, int answer) {
    private static final String JOINT = " ";

    /**
     * A text whose likelihood after a context counts.
     *
     * @param characters of the answer as people read it
     */
    record Option(String context, String continuation, int characters) {
        /** A choice, which one space joins to the context. */
        static Option choice(String context, String choice) {
            return new Option(context, JOINT + choice, choice.codePointCount(0, choice.length()));
        }

        String whole() {
            return context + continuation;
        }
    }

    /** One context that each of some choices may follow. */
    static Wording choices(Fields fields, String context, List<String> choices, int answer) {
        if (choices.stream().anyMatch(String::isEmpty)) {
            throw fields.wrong("one of its choices is empty");
        }
        return new Wording(
                fields.place(),
                choices.stream().map(choice -> Option.choice(context, choice)).toList(),
                answer);
    }
}
