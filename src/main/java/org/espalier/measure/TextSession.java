package org.espalier.measure;

import org.espalier.base.UserFacingException;
import org.espalier.engine.Engine;
import org.espalier.engine.Program;
import org.espalier.engine.Session;
import org.espalier.model.Dim;
import org.espalier.model.LanguageModel;
import org.espalier.model.Network;
import org.espalier.model.ValueInfo;
import org.espalier.tensor.DType;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A text that a language model reads token after token. The keys and values of what it has read are
 * kept (the KV cache), so that one more token costs one token and not the whole text again.
 */
final class TextSession implements AutoCloseable {
    private final Session session;
    private final List<String> inputs;
    private final List<String> outputs;
    private final Map<String, Tensor> past = new LinkedHashMap<>();

    /**
     * Begins an empty text.
     *
     * @param continuing as {@link
     *     org.espalier.model.checkpoint.CheckpointReader#readContinuing(java.nio.file.Path)} opens
     *     it
     */
    TextSession(Engine engine, Network continuing) {
        session = engine.open(Program.whole(continuing));
        List<ValueInfo> cached =
                continuing.inputs().stream()
                        .filter(input -> !input.name().equals(LanguageModel.IDS))
                        .toList();
        inputs = cached.stream().map(ValueInfo::name).toList();
        outputs =
                continuing.outputs().stream()
                        .map(ValueInfo::name)
                        .filter(name -> !name.equals(LanguageModel.LOGITS))
                        .toList();
        cached.forEach(input -> past.put(input.name(), empty(input)));
    }

    private static Tensor empty(ValueInfo input) {
        List<Dim> dims = Objects.requireNonNull(input.dims());
        return Tensor.zeros(DType.FLOAT32, Shape.of(1, size(dims.get(1)), 0, size(dims.get(3))));
    }

    private static long size(Dim dim) {
        return ((Dim.Fixed) dim).size();
    }

    /**
     * Reads tokens behind those read before.
     *
     * @return the score of each token of the vocabulary as the next one
     * @throws UserFacingException if one is not a number
     */
    float[] read(long... tokens) {
        Map<String, Tensor> feeds = new LinkedHashMap<>(past);
        feeds.put(LanguageModel.IDS, Tensor.of(Shape.of(1, tokens.length), tokens));
        Map<String, Tensor> found = session.run(feeds);
        for (int i = 0; i < inputs.size(); i++) {
            past.put(inputs.get(i), Objects.requireNonNull(found.get(outputs.get(i))));
        }
        return scores(Objects.requireNonNull(found.get(LanguageModel.LOGITS)));
    }

    private static float[] scores(Tensor logits) {
        float[] scores = new float[(int) logits.count()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = logits.floatAt(i);
            if (!Float.isFinite(scores[i])) {
                throw new UserFacingException(
                        UserFacingException.Kind.FAILED,
                        "The model answers NaN or infinity, so it writes no text. Inspect its"
                                + " weights for NaN or overflow.",
                        null);
            }
        }
        return scores;
    }

    @Override
    public void close() {
        session.close();
    }
}
