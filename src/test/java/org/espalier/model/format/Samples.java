package org.espalier.model.format;

import org.espalier.model.Network;

import java.nio.file.Path;

/** The models of the two samples, for tests. */
public final class Samples {
    /** The convolutional classifier. */
    public static final Path CNN = Path.of("samples/fashion-resnet14/fashion-resnet14.onnx");

    /** The text encoder, unpacked by the build. */
    public static final Path MINILM = Path.of("samples/minilm-glosses/model/all-minilm-l6-v2.onnx");

    private Samples() {}

    /** Opens the convolutional classifier. */
    public static Network cnn() {
        return OnnxReader.read(CNN);
    }

    /** Opens the text encoder. */
    public static Network miniLm() {
        return OnnxReader.read(MINILM);
    }
}
