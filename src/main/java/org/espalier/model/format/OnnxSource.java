package org.espalier.model.format;

import ai.onnx.proto.OnnxMl.ModelProto;

import org.espalier.model.Carried;

/**
 * The model as its file held it, for the writer to lay a changed network over.
 *
 * @param proto the parsed file; tokens stand for the raw data of its tensors
 * @param blobs the raw data, views of the mapped file
 * @param external opens the files beside it that hold large tensors
 */
record OnnxSource(ModelProto proto, Blobs blobs, ExternalData external) implements Carried {
    /** What a network stands on that was not read from a file. */
    static OnnxSource empty() {
        return new OnnxSource(ModelProto.getDefaultInstance(), new Blobs(), new ExternalData(null));
    }
}
