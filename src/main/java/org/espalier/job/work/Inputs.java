package org.espalier.job.work;

import org.espalier.data.Datasets;
import org.espalier.job.DataRef;
import org.espalier.model.Network;
import org.espalier.model.format.ModelFile;
import org.espalier.model.format.ModelHash;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Hashes of what a job reads, by path. */
final class Inputs {
    private final Path file;
    private final Network network;
    private final Map<String, String> hashes = new LinkedHashMap<>();

    /** Begins with the model whose data follow. */
    Inputs(String model) {
        file = Path.of(model);
        network = ModelFile.read(file);
        hashes.put(model, ModelHash.of(network));
    }

    /** Adds another model, if there is one. */
    Inputs and(@Nullable String model) {
        if (model != null) {
            hashes.put(model, ModelHash.of(ModelFile.read(Path.of(model))));
        }
        return this;
    }

    /** Adds data, if there are any. */
    Inputs with(@Nullable DataRef data) {
        if (data != null) {
            String hash =
                    Datasets.sample(
                                    Datasets.open(
                                            Path.of(data.path()), network, file, data.window()),
                                    data.samples(),
                                    data.seed())
                            .fingerprint();
            hashes.merge(data.path(), hash, (one, other) -> one + " " + other);
        }
        return this;
    }

    Map<String, String> hashes() {
        return hashes;
    }
}
