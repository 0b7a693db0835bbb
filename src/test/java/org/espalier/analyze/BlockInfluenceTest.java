package org.espalier.analyze;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.espalier.analyze.BlockInfluence.Influence;
import org.espalier.base.Progress;
import org.espalier.base.UserFacingException;
import org.espalier.data.Dataset;
import org.espalier.data.Datasets;
import org.espalier.engine.Device;
import org.espalier.engine.Engine;
import org.espalier.engine.Outputs;
import org.espalier.engine.Program;
import org.espalier.engine.Session;
import org.espalier.engine.ort.OrtEngineFactory;
import org.espalier.model.Block;
import org.espalier.model.BlockChoice;
import org.espalier.model.BlockRemoval;
import org.espalier.model.BlockRemoval.Span;
import org.espalier.model.Blocks;
import org.espalier.model.Network;
import org.espalier.model.ValueInfo;
import org.espalier.model.format.ModelFile;
import org.espalier.tensor.Tensor;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class BlockInfluenceTest {
    private static final Path MODEL = Path.of("samples/sotu-llama");
    private static final int WIDTH = 256;

    private final Engine engine = new OrtEngineFactory().create(Device.CPU, 1);
    private final Network network = ModelFile.read(MODEL);
    private final Dataset data =
            Datasets.sample(Datasets.open(MODEL.resolve("train.txt.gz"), network, MODEL, 16), 3, 1);
    private final List<Block> blocks = Blocks.of(network, new BlockChoice.Automatic());
    private final List<Span> spans = BlockRemoval.spans(network, blocks);

    @Test
    void itIsOneLessTheMeanCosineOfWhatEntersAndWhatLeaves() {
        List<Influence> found = influences();

        assertEquals(6, spans.size());
        List<String> inputs = network.inputs().stream().map(ValueInfo::name).toList();
        for (int i = 0; i < spans.size(); i++) {
            Span span = spans.get(i);
            assertEquals(span, found.get(i).span());
            Program program = new Program(network, inputs, List.of(span.entrance(), span.exit()));
            try (Session session = engine.open(program)) {
                Map<String, Tensor> values = session.run(data.batch(new int[] {0, 1, 2}).inputs());
                assertEquals(1 - meanCosine(values, span), found.get(i).value(), 1e-5);
            }
        }
    }

    @Test
    void aBlockThatAddsNothingHasNone() {
        Network idle =
                network.withWeights(
                        Map.of(
                                "model.layers.2.self_attn.o_proj.weight",
                                zeros("model.layers.2.self_attn.o_proj.weight"),
                                "model.layers.2.mlp.down_proj.weight",
                                zeros("model.layers.2.mlp.down_proj.weight")));

        List<Influence> found =
                new BlockInfluence(engine, data, Calibrator.TAP_LIMIT)
                        .of(idle, blocks, spans, Progress.NONE);

        assertEquals(0, found.get(2).value(), 1e-6);
    }

    @Test
    void valuesThatAreNoNumbersAreRefused() {
        Tensor broken = zeros("model.layers.1.mlp.down_proj.weight");
        broken.setDouble(5, Double.NaN);
        Network ill = network.withWeights(Map.of("model.layers.1.mlp.down_proj.weight", broken));

        UserFacingException refused =
                assertThrows(
                        UserFacingException.class,
                        () ->
                                new BlockInfluence(engine, data, Calibrator.TAP_LIMIT)
                                        .of(ill, blocks, spans, Progress.NONE));

        assertEquals(
                "The values behind the block model.layers.1 hold NaN or infinity, so its influence"
                        + " cannot be told. Inspect the model's weights.",
                refused.getMessage());
    }

    private List<Influence> influences() {
        return new BlockInfluence(engine, data, Calibrator.TAP_LIMIT)
                .of(network, blocks, spans, Progress.NONE);
    }

    private Tensor zeros(String weight) {
        Tensor old = network.weight(weight);
        return Tensor.zeros(old.dtype(), old.shape());
    }

    private static double meanCosine(Map<String, Tensor> values, Span span) {
        float[] before = Outputs.value(values, span.entrance()).toFloats();
        float[] after = Outputs.value(values, span.exit()).toFloats();
        int tokens = before.length / WIDTH;
        double sum = 0;
        for (int token = 0; token < tokens; token++) {
            double dot = 0;
            double one = 0;
            double other = 0;
            for (int i = token * WIDTH; i < (token + 1) * WIDTH; i++) {
                dot += (double) before[i] * after[i];
                one += (double) before[i] * before[i];
                other += (double) after[i] * after[i];
            }
            sum += dot / (Math.sqrt(one) * Math.sqrt(other));
        }
        return sum / tokens;
    }
}
