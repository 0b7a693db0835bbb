package org.espalier.model.checkpoint;

import org.espalier.model.Carried;
import org.espalier.model.Graph;
import org.espalier.model.Node;
import org.espalier.model.safetensors.TensorFolder;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder that a network came from, for the writer to make the same folder again.
 *
 * @param tensors its files of weights
 * @param copies tensors that repeat another, by name, with the name of the other
 * @param nodes what the folder computes, without the blocks that are gone
 * @param dropped names of blocks that the network has no more
 */
record CheckpointSource(
        Path folder,
        TensorFolder tensors,
        Map<String, String> copies,
        List<Node> nodes,
        List<String> dropped)
        implements Carried {
    @Override
    public CheckpointSource without(List<String> blocks, Graph graph) {
        List<String> all = Stream.concat(dropped.stream(), blocks.stream()).toList();
        CheckpointSource source = new CheckpointSource(folder, tensors, copies, graph.nodes(), all);
        source.numbering();
        return source;
    }

    /**
     * How the blocks that are left are numbered; empty while none are gone.
     *
     * @throws org.espalier.base.UserFacingException if the folder's configuration cannot say so
     */
    Optional<BlockNumbering> numbering() {
        Path config = folder.resolve(CheckpointReader.CONFIG);
        return dropped.isEmpty()
                ? Optional.empty()
                : Optional.of(BlockNumbering.of(config, tensors.tensors().keySet(), dropped));
    }
}
