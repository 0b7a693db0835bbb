package org.espalier.model.format;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What a file that is not ONNX seems to be, by its first bytes, and what to do with it. */
enum FileKind {
    ZIP(
            "it is a zip archive, such as a PyTorch checkpoint (.pt, .pth). Export the model with"
                    + " torch.onnx.export and open the result."),
    PICKLE(
            "it is a Python pickle, such as an old PyTorch checkpoint. Export the model with"
                    + " torch.onnx.export and open the result."),
    SAFETENSORS(
            "it holds safetensors weights without a graph. Open the folder that holds it beside its"
                    + " config.json."),
    TFLITE("it is a TensorFlow Lite model. Convert it with tf2onnx and open the result."),
    HDF5("it is an HDF5 file, such as a Keras model. Convert it with tf2onnx."),
    GGUF("it is a GGUF file for llama.cpp. Open the ONNX export of the same model."),
    GZIP("it is compressed with gzip. Unpack it and open what is inside."),
    LFS_POINTER(
            "it is a Git LFS pointer, not the model itself. Run \"git lfs pull\" and try again."),
    TEXT("it is a text file, not an ONNX model. Check its name."),
    UNKNOWN("");

    private static final int TEXT_PROBE = 256;

    private final String description;

    FileKind(String description) {
        this.description = description;
    }

    /** Judges by the first bytes. */
    static FileKind of(ByteBuffer content) {
        byte[] head = new byte[Math.min(TEXT_PROBE, content.capacity())];
        content.duplicate().position(0).get(head);
        String text = new String(head, StandardCharsets.ISO_8859_1);
        if (text.startsWith("PK\3\4")) {
            return ZIP;
        }
        if (text.length() > 2 && head[0] == (byte) 0x80 && head[1] >= 2 && head[1] <= 5) {
            return PICKLE;
        }
        if (text.startsWith("\u001f\u008b")) {
            return GZIP;
        }
        return byMagic(text);
    }

    private static FileKind byMagic(String text) {
        if (text.startsWith("GGUF")) {
            return GGUF;
        }
        if (text.startsWith("\u0089HDF")) {
            return HDF5;
        }
        if (text.startsWith("TFL3", 4)) {
            return TFLITE;
        }
        if (text.startsWith("\0\0{\"", 6)) {
            return SAFETENSORS;
        }
        if (text.startsWith("version https://git-lfs")) {
            return LFS_POINTER;
        }
        return text.chars().allMatch(FileKind::isTextual) ? TEXT : UNKNOWN;
    }

    private static boolean isTextual(int c) {
        return c >= ' ' && c < 0x7f || c == '\n' || c == '\r' || c == '\t';
    }

    /** What the file is, or {@code otherwise} with the general remedy. */
    String describe(String otherwise) {
        return this == UNKNOWN ? otherwise + " Copy or export it again." : description;
    }
}
