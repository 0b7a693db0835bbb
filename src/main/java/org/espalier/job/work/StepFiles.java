package org.espalier.job.work;

import org.espalier.base.UserFacingException;
import org.espalier.base.WholeFile;
import org.espalier.compress.CompressionResult;
import org.espalier.compress.CompressionResult.LayerOutcome;
import org.espalier.job.JobJson;
import org.espalier.model.format.ModelFile;
import org.espalier.recipe.RecipePipeline.Checkpoints;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the network after each step of a recipe in the job's folder. The list of outcomes is
 * written last, so a step without it is not finished.
 */
record StepFiles(Path folder) implements Checkpoints {
    private record Outcomes(List<LayerOutcome> layers) {}

    @Override
    public Optional<CompressionResult> load(int step) {
        Path outcomes = outcomes(step);
        if (!Files.exists(outcomes)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new CompressionResult(
                            ModelFile.read(network(step)),
                            JobJson.read(Files.readString(outcomes), Outcomes.class).layers()));
        } catch (IOException e) {
            throw UserFacingException.failed(
                    "Could not read %s: %s. Delete it to do the step again."
                            .formatted(outcomes, e.getMessage()),
                    e);
        }
    }

    @Override
    public void keep(int step, CompressionResult result) {
        String name = ModelFile.nameOf(result.network(), stem(step));
        ModelFile.write(result.network(), folder.resolve(name));
        WholeFile.writeString(outcomes(step), JobJson.write(new Outcomes(result.layers())));
    }

    private Path network(int step) {
        Path checkpoint = folder.resolve(stem(step));
        return ModelFile.isCheckpoint(checkpoint)
                ? checkpoint
                : folder.resolve(stem(step) + ".onnx");
    }

    private static String stem(int step) {
        return "step-%d".formatted(step + 1);
    }

    private Path outcomes(int step) {
        return folder.resolve(stem(step) + ".json");
    }
}
