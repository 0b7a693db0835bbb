package org.espalier.model.checkpoint;

import org.espalier.model.Carried;
import org.espalier.model.Node;
import org.espalier.model.safetensors.TensorFolder;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The folder that a network came from, for the writer to make the same folder again.
 *
 * @param tensors its files of weights
 * @param copies tensors that repeat another, by name, with the name of the other
 * @param nodes what the folder's configuration computes
 */
record CheckpointSource(
        Path folder, TensorFolder tensors, Map<String, String> copies, List<Node> nodes)
        implements Carried {}
