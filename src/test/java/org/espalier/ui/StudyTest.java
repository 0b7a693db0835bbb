package org.espalier.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.espalier.model.LayerId;
import org.espalier.model.ModelSummary;
import org.espalier.model.Network;
import org.espalier.model.format.ModelFile;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;

class StudyTest {
    @Test
    void aFolderIsCalledAsItIsAndGivesAFolder() {
        Network network = ModelFile.read(Path.of("samples/sotu-llama"));
        Study study =
                new Study(
                        Path.of("/models/Qwen2.5-0.5B"),
                        network,
                        ModelSummary.of(network, List.of()),
                        List.of(),
                        1,
                        List.of(),
                        null);
        assertEquals("Qwen2.5-0.5B", study.name());
        assertEquals("Qwen2.5-0.5B-pruned", study.resultName());
    }

    @Test
    void aFileIsCalledWithoutItsEndingAndGivesAFile() {
        assertEquals("fashion-resnet14", SampleStudy.small().name());
        assertEquals("fashion-resnet14-pruned.onnx", SampleStudy.small().resultName());
    }

    @Test
    void theHeadIsNotWhatIsLookedAtFirst() {
        Study llama = SampleStudy.llama();
        LayerId first = llama.layers().get(llama.heaviest()).id();
        assertEquals("model.layers.0.mlp.gate_proj", first.name());
        Study small = SampleStudy.small();
        assertEquals("stage3.0.conv2", small.layers().get(small.heaviest()).id().name());
    }
}
