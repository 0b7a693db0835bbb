package org.espalier.model.format;

import ai.onnx.proto.OnnxMl.ModelProto;

import org.espalier.base.UserFacingException;
import org.espalier.base.WholeFile;
import org.espalier.model.Network;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Writes ONNX files.
 *
 * <p>A network that was read from a file is laid over what that file held, so that an untouched
 * model gives the same file again, and a changed one keeps its metadata, annotations and unknown
 * fields. Weights stream from where they are, without a copy on the heap.
 */
public final class OnnxWriter {
    private static final int MAX_BYTES = Integer.MAX_VALUE - 8;

    private OnnxWriter() {}

    /**
     * Writes a model, whole or not at all.
     *
     * @throws UserFacingException if the disk is full or the place cannot be written
     */
    public static void write(Network network, Path path) {
        WholeFile.write(path, aside -> serialize(network).writeTo(aside));
    }

    /**
     * The model as the bytes of one file, for a runtime that takes no path.
     *
     * @throws UserFacingException if it exceeds the 2 GB of a protobuf
     */
    public static byte[] toBytes(Network network) {
        try {
            Rope whole = serialize(network);
            if (whole.size() > MAX_BYTES) {
                throw UserFacingException.badInput(
                        "The model has %,d bytes, and one ONNX message cannot exceed 2 GB. Write it to a file."
                                .formatted(whole.size()));
            }
            return whole.toBytes();
        } catch (IOException e) {
            throw UserFacingException.failed("Could not serialize the model: " + e + ".", e);
        }
    }

    private static Rope serialize(Network network) throws IOException {
        OnnxSource source =
                network.carried() instanceof OnnxSource read ? read : OnnxSource.empty();
        Blobs blobs = new Blobs(source.blobs());
        ModelProto.Builder proto = source.proto().toBuilder();
        MetadataCodec.encode(network.metadata(), proto);
        GraphCodec codec = new GraphCodec(blobs, source.external());
        proto.setGraph(codec.encode(network.graph(), source.proto().getGraph()));
        return new RawData(blobs).putBack(proto.build().toByteString());
    }
}
