package org.espalier.project;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A model by its place and its content: the project does not hold it, but knows it again.
 *
 * @param path absolute
 * @param sha256 as {@link org.espalier.model.format.ModelHash} computes it; null before the model
 *     was read for the first time
 */
public record ModelRef(Path path, @Nullable String sha256) {
    /** What to tell the user if the model found at the place is not the one that was meant. */
    public Optional<String> warning(String found) {
        return sha256 == null || sha256.equals(found)
                ? Optional.empty()
                : Optional.of(
                        "%s is not the model that this project was made for: it was replaced or changed. Earlier runs and the schedule belong to the old one."
                                .formatted(path.getFileName()));
    }

    /** The same place with this content. */
    public ModelRef withHash(String found) {
        return new ModelRef(path, found);
    }
}
