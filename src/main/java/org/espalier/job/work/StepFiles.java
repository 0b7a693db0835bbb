package org.espalier.job.work;

import org.espalier.base.UserFacingException;
import org.espalier.base.WholeFile;
import org.espalier.compress.CompressionResult.LayerOutcome;
import org.espalier.job.JobJson;
import org.espalier.model.safetensors.SafetensorsFile;
import org.espalier.recipe.BlockChange;
import org.espalier.recipe.RecipePipeline.Checkpoints;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the changed weights of each block in the job's folder. The list of outcomes is written
 * last, so a block without it is not finished.
 */
record StepFiles(Path folder) implements Checkpoints {
    private record Outcomes(List<LayerOutcome> layers) {}

    @Override
    public boolean isFinished(int step) {
        return Files.exists(finished(step));
    }

    @Override
    public void finish(int step) {
        WholeFile.writeString(finished(step), "");
    }

    @Override
    public OfStep of(int step) {
        return new Blocks(folder, stem(step));
    }

    private Path finished(int step) {
        return folder.resolve(stem(step) + ".finished");
    }

    private static String stem(int step) {
        return "step-%d".formatted(step + 1);
    }

    private record Blocks(Path folder, String step) implements OfStep {
        @Override
        public Optional<BlockChange> load(int block) {
            Path outcomes = outcomes(block);
            if (!Files.exists(outcomes)) {
                return Optional.empty();
            }
            try {
                return Optional.of(
                        new BlockChange(
                                SafetensorsFile.open(weights(block)).tensors(),
                                JobJson.read(Files.readString(outcomes), Outcomes.class).layers()));
            } catch (IOException e) {
                throw UserFacingException.failed(
                        "Could not read %s: %s. Delete it to do the block again."
                                .formatted(outcomes, e.getMessage()),
                        e);
            }
        }

        @Override
        public BlockChange keep(int block, BlockChange change) {
            new SafetensorsFile(change.weights(), Map.of()).write(weights(block));
            WholeFile.writeString(outcomes(block), JobJson.write(new Outcomes(change.layers())));
            return load(block).orElseThrow();
        }

        private Path weights(int block) {
            return folder.resolve(name(block) + ".safetensors");
        }

        private Path outcomes(int block) {
            return folder.resolve(name(block) + ".json");
        }

        private String name(int block) {
            return "%s-block-%d".formatted(step, block + 1);
        }
    }
}
