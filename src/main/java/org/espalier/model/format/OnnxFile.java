package org.espalier.model.format;

import ai.onnx.proto.OnnxMl.ModelProto;

import com.google.protobuf.InvalidProtocolBufferException;

import org.espalier.base.UserFacingException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Maps and parses .onnx files; the raw data of tensors stays where it is in the mapping. */
final class OnnxFile {
    private OnnxFile() {}

    /** Opens the file. */
    static OnnxSource open(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            throw UserFacingException.badInput(
                    "it is a folder without a config.json. Name the .onnx file in it, or the folder"
                            + " of a Hugging Face checkpoint.");
        }
        Path folder = path.toAbsolutePath().getParent();
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size == 0) {
                throw UserFacingException.badInput("the file is empty. Copy or export it again.");
            }
            if (size > Integer.MAX_VALUE) {
                throw UserFacingException.badInput(
                        ("it has %,d bytes, and a single ONNX file cannot exceed 2 GB. Export the"
                                        + " model with its weights as external data.")
                                .formatted(size));
            }
            return parse(
                    channel.map(MapMode.READ_ONLY, 0, size),
                    new ExternalData(folder == null ? path : folder));
        }
    }

    /** Parses bytes that nobody changes any more. */
    static OnnxSource parse(ByteBuffer content, ExternalData external) {
        Blobs blobs = new Blobs();
        ModelProto model;
        try {
            model = ModelProto.parseFrom(new RawData(blobs).takeOut(content));
        } catch (InvalidProtocolBufferException e) {
            throw UserFacingException.badInput(whyUnreadable(content, e), e);
        }
        if (!model.hasGraph() || !model.hasIrVersion()) {
            throw UserFacingException.badInput(
                    FileKind.of(content)
                            .describe("it holds no ONNX graph: it is cut off or is no model."));
        }
        return new OnnxSource(model, blobs, external);
    }

    private static String whyUnreadable(ByteBuffer content, InvalidProtocolBufferException e) {
        String reason =
                RawData.TOO_DEEP.equals(e.getMessage())
                        ? "its messages are nested too deeply for any ONNX reader."
                        : "it is not a whole ONNX file: its data ends or breaks off inside a"
                                + " field.";
        return FileKind.of(content).describe(reason);
    }
}
