package org.espalier.model.safetensors;

import org.espalier.base.UserFacingException;
import org.espalier.base.WholeFile;
import org.espalier.tensor.Tensor;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The tensors of a checkpoint folder: {@code model.safetensors}, or shards that {@code
 * model.safetensors.index.json} lists.
 *
 * @param shards the files by name, in order
 */
public record TensorFolder(Map<String, SafetensorsFile> shards) {
    /** Name of a checkpoint's only file of weights. */
    public static final String SINGLE = "model.safetensors";

    /** Name of the list of shards. */
    public static final String INDEX = SINGLE + ".index.json";

    private static final long MOST_INDEX_BYTES = 100_000_000;
    private static final List<String> PICKLES = List.of(".bin", ".pt", ".pth", ".ckpt", ".pkl");
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    private static final JsonMapper INDENTED =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /**
     * Maps the tensors of a folder. The index is untrusted: it may only name files of the folder,
     * and must agree with what they hold.
     *
     * @throws UserFacingException if there are none, or a file or the index is not sound
     */
    public static TensorFolder open(Path folder) {
        if (Files.exists(folder.resolve(SINGLE))) {
            return new TensorFolder(Map.of(SINGLE, SafetensorsFile.open(folder.resolve(SINGLE))));
        }
        if (Files.exists(folder.resolve(INDEX))) {
            return sharded(folder);
        }
        throw noWeights(folder);
    }

    private static TensorFolder sharded(Path folder) {
        Path index = folder.resolve(INDEX);
        Map<String, String> places = places(index);
        Map<String, SafetensorsFile> shards = new LinkedHashMap<>();
        for (String shard : new TreeSet<>(places.values())) {
            checkName(index, shard);
            shards.put(shard, SafetensorsFile.open(folder.resolve(shard)));
        }
        checkHeld(index, places, shards);
        checkListed(index, places, shards);
        return new TensorFolder(Collections.unmodifiableMap(shards));
    }

    private static Map<String, String> places(Path index) {
        JsonNode map = read(index).path("weight_map");
        Map<String, String> places = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : map.properties()) {
            if (!entry.getValue().isString()) {
                throw unsound(index, "it names no file for \"%s\"".formatted(entry.getKey()));
            }
            places.put(entry.getKey(), entry.getValue().stringValue());
        }
        if (places.isEmpty()) {
            throw unsound(index, "it has no weight_map");
        }
        return places;
    }

    private static JsonNode read(Path index) {
        try {
            if (Files.size(index) > MOST_INDEX_BYTES) {
                throw unsound(index, "it has more than %,d bytes".formatted(MOST_INDEX_BYTES));
            }
            return MAPPER.readTree(Files.readAllBytes(index));
        } catch (JacksonException e) {
            throw unsound(index, "it is no sound JSON (%s)".formatted(e.getOriginalMessage()));
        } catch (IOException e) {
            throw unsound(index, "it cannot be read (%s)".formatted(e));
        }
    }

    private static void checkName(Path index, String shard) {
        boolean plain = shard.chars().noneMatch(c -> c == '/' || c == '\\' || c == ':' || c < ' ');
        if (!plain || !shard.endsWith(".safetensors")) {
            throw unsound(
                    index,
                    ("it names the file \"%s\", and only .safetensors files in the same folder are"
                                    + " read")
                            .formatted(shard));
        }
    }

    private static void checkHeld(
            Path index, Map<String, String> places, Map<String, SafetensorsFile> shards) {
        places.forEach(
                (tensor, shard) -> {
                    SafetensorsFile file = shards.get(shard);
                    if (file == null || !file.tensors().containsKey(tensor)) {
                        throw unsound(
                                index,
                                "it says that %s holds \"%s\", which does not"
                                        .formatted(shard, tensor));
                    }
                });
    }

    private static void checkListed(
            Path index, Map<String, String> places, Map<String, SafetensorsFile> shards) {
        shards.forEach(
                (shard, file) -> {
                    for (String tensor : file.tensors().keySet()) {
                        if (!shard.equals(places.get(tensor))) {
                            throw unsound(
                                    index,
                                    "%s holds \"%s\", which it does not list there"
                                            .formatted(shard, tensor));
                        }
                    }
                });
    }

    private static UserFacingException unsound(Path index, String why) {
        return UserFacingException.badInput(
                "The list of shards %s is not sound: %s. Download the whole checkpoint again."
                        .formatted(index, why));
    }

    private static UserFacingException noWeights(Path folder) {
        List<String> pickles = pickles(folder);
        if (pickles.isEmpty()) {
            return UserFacingException.badInput(
                    ("%s holds no weights: neither %s nor %s is there. Download the whole"
                                    + " checkpoint.")
                            .formatted(folder, SINGLE, INDEX));
        }
        return UserFacingException.badInput(
                ("%s holds its weights as a Python pickle (%s). A pickle can run any program when"
                     + " it is opened, so none is read. Convert it: in Python, load the checkpoint"
                     + " with transformers (from_pretrained) and save it with save_pretrained(...,"
                     + " safe_serialization=True).")
                        .formatted(folder, pickles.get(0)));
    }

    private static List<String> pickles(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> PICKLES.stream().anyMatch(name::endsWith))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** All tensors by name, in the order of the files and their data. */
    public Map<String, Tensor> tensors() {
        Map<String, Tensor> all = new LinkedHashMap<>();
        shards.values().forEach(shard -> all.putAll(shard.tensors()));
        return Collections.unmodifiableMap(all);
    }

    /** The same files with other tensors of the same names; tensors not given are left out. */
    public TensorFolder with(Map<String, Tensor> tensors) {
        Map<String, SafetensorsFile> changed = new LinkedHashMap<>();
        shards.forEach(
                (name, shard) -> {
                    Map<String, Tensor> kept = new LinkedHashMap<>(shard.tensors());
                    kept.keySet().retainAll(tensors.keySet());
                    kept.replaceAll((tensor, old) -> tensors.getOrDefault(tensor, old));
                    if (!kept.isEmpty()) {
                        changed.put(name, new SafetensorsFile(kept, shard.metadata()));
                    }
                });
        return new TensorFolder(changed);
    }

    /** The same files with tensors by other names; those without a name are left out. */
    public TensorFolder renamed(Function<String, Optional<String>> names) {
        Map<String, SafetensorsFile> changed = new LinkedHashMap<>();
        shards.forEach(
                (file, shard) -> {
                    Map<String, Tensor> kept = new LinkedHashMap<>();
                    shard.tensors()
                            .forEach(
                                    (name, tensor) ->
                                            names.apply(name)
                                                    .ifPresent(other -> kept.put(other, tensor)));
                    if (!kept.isEmpty()) {
                        changed.put(file, new SafetensorsFile(kept, shard.metadata()));
                    }
                });
        return new TensorFolder(changed);
    }

    /**
     * Writes the files into a folder, and their index if this came with one.
     *
     * @throws UserFacingException if the disk is full or the place cannot be written
     */
    public void write(Path folder) {
        shards.forEach((name, shard) -> shard.write(folder.resolve(name)));
        if (!shards.containsKey(SINGLE)) {
            WholeFile.writeString(
                    folder.resolve(INDEX), INDENTED.writeValueAsString(index()) + "\n");
        }
    }

    private ObjectNode index() {
        ObjectNode index = MAPPER.createObjectNode();
        List<Tensor> all = new ArrayList<>(tensors().values());
        long parameters = all.stream().mapToLong(Tensor::count).sum();
        long bytes = all.stream().mapToLong(tensor -> tensor.data().byteSize()).sum();
        index.putObject("metadata").put("total_parameters", parameters).put("total_size", bytes);
        Map<String, String> places = new TreeMap<>();
        shards.forEach((name, shard) -> shard.tensors().keySet().forEach(t -> places.put(t, name)));
        ObjectNode map = index.putObject("weight_map");
        places.forEach(map::put);
        return index;
    }
}
