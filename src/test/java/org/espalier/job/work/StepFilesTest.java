package org.espalier.job.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.compress.CompressionResult.LayerOutcome;
import org.espalier.compress.Target;
import org.espalier.model.LayerId;
import org.espalier.recipe.BlockChange;
import org.espalier.recipe.RecipePipeline.Checkpoints;
import org.espalier.tensor.DType;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

class StepFilesTest {
    @TempDir Path folder;

    @Test
    void aBlockComesBackBitForBitAndOnlyOnceItIsWhole() throws Exception {
        Tensor changed = Tensor.zeros(DType.FLOAT16, Shape.of(3, 4));
        changed.setDouble(3, 0.125);
        List<LayerOutcome> outcomes =
                List.of(
                        new LayerOutcome(
                                new LayerId("fc"), "wanda", new Target.Sparsity(0.9), 0.99, "a"));
        Checkpoints.OfStep second = new StepFiles(folder).of(1);

        BlockChange kept = second.keep(4, new BlockChange(Map.of("fc.weight", changed), outcomes));

        BlockChange again = new StepFiles(folder).of(1).load(4).orElseThrow();
        for (BlockChange change : List.of(kept, again)) {
            assertEquals(outcomes, change.layers());
            assertEquals(1, change.weights().size());
            assertTrue(changed.sameBits(Objects.requireNonNull(change.weights().get("fc.weight"))));
        }
        assertEquals(Optional.empty(), second.load(3));
        assertEquals(Optional.empty(), new StepFiles(folder).of(0).load(4));
        Files.delete(folder.resolve("step-2-block-5.json"));
        assertEquals(Optional.empty(), second.load(4));
    }

    @Test
    void aStepIsFinishedOnceThatIsSaid() {
        new StepFiles(folder).finish(1);

        assertTrue(new StepFiles(folder).isFinished(1));
        assertFalse(new StepFiles(folder).isFinished(0));
    }
}
