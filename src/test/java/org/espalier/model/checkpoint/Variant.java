package org.espalier.model.checkpoint;

import org.espalier.model.safetensors.SafetensorsFile;
import org.espalier.model.safetensors.TensorFolder;
import org.espalier.tensor.Tensor;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A checkpoint made from one of the small ones by changing its configuration and tensors. */
public final class Variant {
    private final ObjectNode config;
    private Map<String, Tensor> tensors;

    /** Begins with an unchanged checkpoint. */
    public Variant(String name) {
        Path folder = Checkpoints.folder(name);
        config = (ObjectNode) JsonMapper.shared().readTree(folder.resolve("config.json"));
        tensors = new LinkedHashMap<>(TensorFolder.open(folder).tensors());
    }

    /** Changes the configuration. */
    public Variant config(Consumer<ObjectNode> change) {
        change.accept(config);
        return this;
    }

    /** Sets keys of the configuration to those of a JSON object. */
    public Variant with(String json) {
        config.setAll((ObjectNode) JsonMapper.shared().readTree(json.replace('\'', '"')));
        return this;
    }

    /** Gives all tensors other names. */
    public Variant renamed(UnaryOperator<String> name) {
        Map<String, Tensor> others = new LinkedHashMap<>();
        tensors.forEach((old, tensor) -> others.put(name.apply(old), tensor));
        tensors = others;
        return this;
    }

    /** Changes the tensors. */
    public Variant tensors(Consumer<Map<String, Tensor>> change) {
        change.accept(tensors);
        return this;
    }

    /** Writes the checkpoint. */
    public Path write(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("config.json"), config.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        new SafetensorsFile(tensors, Map.of("format", "pt"))
                .write(folder.resolve(TensorFolder.SINGLE));
        return folder;
    }
}
