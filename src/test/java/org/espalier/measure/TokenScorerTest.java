package org.espalier.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.espalier.base.Progress;
import org.espalier.engine.Device;
import org.espalier.engine.Engine;
import org.espalier.engine.ort.OrtEngineFactory;
import org.espalier.model.LanguageModel;
import org.espalier.model.Network;
import org.espalier.model.format.ModelFile;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

class TokenScorerTest {
    private final Engine engine = new OrtEngineFactory().create(Device.CPU, 1);
    private final Network network = ModelFile.read(Path.of("src/test/resources/checkpoints/llama"));
    private final List<Double> read = new ArrayList<>();

    @Test
    void aLargeModelScoresTheSameBlockByBlock() {
        double[] whole = scores(Long.MAX_VALUE);
        double[] byBlock = scores(0);

        assertEquals(3, whole.length);
        assertArrayEquals(whole, byBlock, 1e-4);
    }

    private double[] scores(long most) {
        read.clear();
        List<String> fetches = List.of(NextTokens.LOG_LIKELIHOODS);
        new TokenScorer(engine, network, fetches, most)
                .score(
                        List.of(
                                new Text(new long[] {1, 5, 9, 3}),
                                new Text(new long[] {7, 2}),
                                new Text(new long[] {4, 4, 8})),
                        Progress.NONE);
        return read.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private final class Text implements TokenScorer.Sheet {
        private final long[] tokens;

        Text(long[] tokens) {
            this.tokens = tokens;
        }

        @Override
        public Map<String, Tensor> inputs() {
            return Map.of(LanguageModel.IDS, Tensor.of(Shape.of(1, tokens.length), tokens));
        }

        @Override
        public List<long[]> next() {
            return List.of(Arrays.copyOfRange(tokens, 1, tokens.length + 1));
        }

        @Override
        public void read(TokenScorer.Scores scores) {
            read.add(scores.logLikelihood(0, 0, tokens.length - 1));
        }
    }
}
