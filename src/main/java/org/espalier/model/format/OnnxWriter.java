package org.espalier.model.format;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;

import org.espalier.base.UserFacingException;
import org.espalier.base.WholeFile;
import org.espalier.model.Network;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Set;

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
     * <p>If the model came with external data, or exceeds the 2 GB of one file, its large weights
     * go into {@code <name>.data} beside it, which is complete before the model's name appears.
     *
     * @throws UserFacingException if the disk is full or the place cannot be written
     */
    public static void write(Network network, Path path) {
        OnnxSource source = source(network);
        Blobs blobs = new Blobs(source.blobs());
        ModelProto model = encode(network, source, blobs);
        RawData raw = new RawData(blobs);
        Rope whole = raw.putBack(model);
        if (ExternalLayout.isUsedBy(source.proto()) || whole.size() > MAX_BYTES) {
            Path data = path.resolveSibling(path.getFileName() + ".data");
            ExternalLayout layout = new ExternalLayout(blobs, data.getFileName().toString());
            whole = raw.putBack(layout.move(model));
            WholeFile.write(data, layout.data()::writeTo);
        }
        checkSize(whole);
        WholeFile.write(path, whole::writeTo);
    }

    /**
     * Writes the model's bytes in one piece, external data included, to count or to hash them.
     *
     * @throws UserFacingException if the stream fails
     */
    public static void write(Network network, OutputStream stream) {
        OnnxSource source = source(network);
        Blobs blobs = new Blobs(source.blobs());
        try {
            new RawData(blobs).putBack(encode(network, source, blobs)).writeTo(stream);
        } catch (IOException e) {
            throw unserializable(e);
        }
    }

    /**
     * The model as the bytes of one file, external data included, for a runtime that takes no path.
     *
     * @throws UserFacingException if it exceeds the 2 GB of a protobuf
     */
    public static byte[] toBytes(Network network) {
        return toBytes(network, Set.of());
    }

    /**
     * The model as bytes with some weights left out.
     *
     * @param outside initializers that the runtime is handed by themselves: only their names, types
     *     and shapes are written
     * @throws UserFacingException if it exceeds the 2 GB of a protobuf
     */
    public static byte[] toBytes(Network network, Set<String> outside) {
        OnnxSource source = source(network);
        Blobs blobs = new Blobs(source.blobs());
        ModelProto.Builder model = encode(network, source, blobs).toBuilder();
        model.getGraphBuilder().getInitializerBuilderList().stream()
                .filter(initializer -> outside.contains(initializer.getName()))
                .forEach(OnnxWriter::putOutside);
        Rope whole = new RawData(blobs).putBack(model.build());
        checkSize(whole);
        return whole.toBytes();
    }

    private static void putOutside(TensorProto.Builder initializer) {
        initializer
                .clearRawData()
                .clearExternalData()
                .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .addExternalData(
                        StringStringEntryProto.newBuilder()
                                .setKey("location")
                                .setValue(initializer.getName()));
    }

    private static void checkSize(Rope whole) {
        if (whole.size() > MAX_BYTES) {
            throw UserFacingException.badInput(
                    ("The model takes %,d bytes in one piece, and an ONNX message cannot exceed 2"
                         + " GB. Export it with its weights as initializers in external data.")
                            .formatted(whole.size()));
        }
    }

    private static OnnxSource source(Network network) {
        return network.carried() instanceof OnnxSource read ? read : OnnxSource.empty();
    }

    private static ModelProto encode(Network network, OnnxSource source, Blobs blobs) {
        try {
            ModelProto.Builder proto = source.proto().toBuilder();
            MetadataCodec.encode(network.metadata(), proto);
            GraphCodec codec = new GraphCodec(blobs, source.external());
            return proto.setGraph(codec.encode(network.graph(), source.proto().getGraph())).build();
        } catch (IOException e) {
            throw unserializable(e);
        }
    }

    private static UserFacingException unserializable(IOException e) {
        return UserFacingException.failed("Could not serialize the model: " + e + ".", e);
    }
}
