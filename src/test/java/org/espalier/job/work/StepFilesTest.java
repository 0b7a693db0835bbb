package org.espalier.job.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.compress.CompressionResult;
import org.espalier.compress.CompressionResult.LayerOutcome;
import org.espalier.compress.Target;
import org.espalier.model.Layer;
import org.espalier.model.Layers;
import org.espalier.model.Network;
import org.espalier.model.format.ModelFile;
import org.espalier.model.format.OnnxReader;
import org.espalier.tensor.DType;
import org.espalier.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class StepFilesTest {
    @TempDir Path folder;

    @Test
    void aStepComesBackBitForBitAndOnlyOnceItIsWhole() throws Exception {
        Network original =
                OnnxReader.read(Path.of("samples/fashion-resnet14/fashion-resnet14.onnx"));
        Layer layer = Layers.of(original).getLast();
        Tensor weight = original.weight(layer.weight());
        Tensor changed = Tensor.zeros(weight.dtype(), weight.shape());
        changed.setDouble(3, 0.125);
        List<LayerOutcome> outcomes =
                List.of(
                        new LayerOutcome(
                                layer.id(), "wanda", new Target.Sparsity(0.9), 0.99, "a note"));
        StepFiles files = new StepFiles(folder);

        files.keep(
                1,
                new CompressionResult(
                        original.withWeights(Map.of(layer.weight(), changed)), outcomes));

        CompressionResult again = files.load(1).orElseThrow();
        assertEquals(outcomes, again.layers());
        assertTrue(changed.sameBits(again.network().weight(layer.weight())));
        assertEquals(Optional.empty(), files.load(0));
        Files.delete(folder.resolve("step-2.json"));
        assertEquals(Optional.empty(), files.load(1));
    }

    @Test
    void aCheckpointStaysOneThatCanBeSavedAsAFolder() {
        Network original = ModelFile.read(Path.of("src/test/resources/checkpoints/llama"));
        String weight = "model.layers.1.mlp.down_proj.weight";
        Tensor zeros = Tensor.zeros(DType.FLOAT32, original.weight(weight).shape());
        Network changed = original.withWeights(Map.of(weight, zeros));
        StepFiles files = new StepFiles(folder.resolve("job"));

        files.keep(0, new CompressionResult(changed, List.of()));

        Network again = files.load(0).orElseThrow().network();
        assertTrue(zeros.sameBits(again.weight(weight)));
        ModelFile.write(again, folder.resolve("saved"));
        assertTrue(zeros.sameBits(ModelFile.read(folder.resolve("saved")).weight(weight)));
    }
}
