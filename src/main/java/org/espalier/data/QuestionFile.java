package org.espalier.data;

import org.espalier.base.UserFacingException;
import org.espalier.data.Questions.Judged;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A {@code .jsonl} file with a question on each line, all of one shape, which the first one tells.
 *
 * @param text of the whole file
 */
record QuestionFile(String name, String text, Judged judged, List<Wording> questions) {
    /**
     * Reads a file.
     *
     * @throws UserFacingException if it is not UTF-8, or a line is no question; the message names
     *     the line and what is missing
     */
    static QuestionFile read(Path file) {
        String text = TextFile.read(file);
        List<Fields> lines = lines(text, file);
        if (lines.isEmpty()) {
            throw UserFacingException.badInput(
                    "%s is empty. Give a file with a question on each line.".formatted(file));
        }
        QuestionShape shape = QuestionShape.of(lines.getFirst());
        return new QuestionFile(
                file.getFileName().toString(),
                text,
                shape.judged(),
                lines.stream().map(shape::read).toList());
    }

    private static List<Fields> lines(String text, Path file) {
        List<Fields> lines = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (!line.isBlank()) {
                lines.add(Fields.read(line, "%s, line %d".formatted(file, number)));
            }
        }
        return lines;
    }
}
