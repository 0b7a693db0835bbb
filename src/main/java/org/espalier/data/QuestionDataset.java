package org.espalier.data;

import org.espalier.base.UserFacingException;
import org.espalier.model.Network;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Questions for a language model; a batch of them are the texts with the right answers. */
final class QuestionDataset implements Dataset {
    private final QuestionFile file;
    private final Path tokenizer;
    private final int longest;
    private final TokenInputs inputs;
    private @Nullable Questions questions;

    /**
     * Reads a file.
     *
     * @param longest tokens that the model reads at once
     * @throws UserFacingException if it is no file of questions
     */
    QuestionDataset(Path file, Path tokenizer, Network network, int longest) {
        this.file = QuestionFile.read(file);
        this.tokenizer = tokenizer;
        this.longest = longest;
        this.inputs = new TokenInputs(network);
    }

    @Override
    public String name() {
        return file.name();
    }

    @Override
    public int size() {
        return file.questions().size();
    }

    @Override
    public List<String> classes() {
        return List.of();
    }

    @Override
    public String fingerprint() {
        try {
            return new Fingerprint().add(tokenizer).add(longest).add(file.text()).hex();
        } catch (IOException e) {
            throw UserFacingException.failed(
                    "Could not read %s: %s.".formatted(tokenizer, e.getMessage()), e);
        }
    }

    @Override
    public Optional<Questions> questions() {
        return Optional.of(tokenized());
    }

    private synchronized Questions tokenized() {
        if (questions == null) {
            QuestionTokens tokens = new QuestionTokens(TextTokenizer.uncut(tokenizer), longest);
            questions = new Questions(file.judged(), tokens.of(file.questions()));
        }
        return questions;
    }

    @Override
    public Batch batch(int[] indices) {
        List<long[]> rows =
                Arrays.stream(indices)
                        .mapToObj(tokenized().items()::get)
                        .map(question -> question.options().get(question.answer()).tokens())
                        .map(tokens -> Arrays.copyOf(tokens, Math.min(longest, tokens.length)))
                        .toList();
        return new Batch(inputs.of(rows), new int[0]);
    }

    @Override
    public Sample sample(int index) {
        Wording question = file.questions().get(index);
        return new Sample.Words(question.options().get(question.answer()).whole());
    }
}
