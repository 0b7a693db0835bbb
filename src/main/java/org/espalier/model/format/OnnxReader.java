package org.espalier.model.format;

import org.espalier.base.UserFacingException;
import org.espalier.model.Graph;
import org.espalier.model.GraphIndex;
import org.espalier.model.Network;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;

/**
 * Opens ONNX files (IR 4-13, operator sets 9-23).
 *
 * <p>The file is mapped and weights are views of the mapping, so that opening takes no heap and no
 * time for them; only weights in typed fields ({@code float_data} and its like) are copied. The
 * file is untrusted: sizes, names, order and external places are checked before use.
 */
public final class OnnxReader {
    private OnnxReader() {}

    /**
     * Opens a model.
     *
     * @throws UserFacingException if the file cannot be read or is not a sound ONNX model
     */
    public static Network read(Path path) {
        try {
            return decode(OnnxFile.open(path));
        } catch (UserFacingException e) {
            throw UserFacingException.badInput(
                    "Could not open %s: %s".formatted(path, e.getMessage()), e);
        } catch (NoSuchFileException e) {
            throw UserFacingException.badInput(
                    "Could not open %s: there is no such file. Check the name.".formatted(path), e);
        } catch (IOException e) {
            throw UserFacingException.badInput(
                    "Could not open %s: %s. Check that you may read it.".formatted(path, e), e);
        }
    }

    /**
     * Reads a model from a copy of the bytes of one file.
     *
     * @throws UserFacingException if they are not a sound ONNX model
     */
    public static Network read(ByteBuffer content) {
        try {
            ByteBuffer offHeap =
                    Arena.ofAuto()
                            .allocate(content.remaining(), 1)
                            .copyFrom(MemorySegment.ofBuffer(content))
                            .asByteBuffer();
            return decode(OnnxFile.parse(offHeap, new ExternalData(null)));
        } catch (UserFacingException e) {
            throw UserFacingException.badInput("Could not read the model: " + e.getMessage(), e);
        } catch (IOException e) {
            throw UserFacingException.badInput("Could not read the model: " + e + ".", e);
        }
    }

    private static Network decode(OnnxSource source) throws IOException {
        GraphCodec codec = new GraphCodec(source.blobs(), source.external());
        Graph graph = codec.decode(source.proto().getGraph());
        if (graph.nodes().isEmpty()) {
            throw UserFacingException.badInput(
                    "its graph is empty: there is nothing to run or compress. Export it again.");
        }
        Set<String> missing = GraphIndex.captured(graph);
        missing.removeAll(codec.carried());
        if (!missing.isEmpty()) {
            throw UserFacingException.badInput(
                    ("nothing defines the value \"%s\" that its nodes read. The file is incomplete:"
                                    + " export it again.")
                            .formatted(missing.iterator().next()));
        }
        return new Network(MetadataCodec.decode(source.proto()), graph, source);
    }
}
