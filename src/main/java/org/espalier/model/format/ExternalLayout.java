package org.espalier.model.format;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataLocation;

import java.lang.foreign.MemorySegment;

/** Moves the large initializers of a model into one data file beside it. */
final class ExternalLayout {
    private static final int LEAST_BYTES = 1024;
    private static final int ALIGNMENT = 64;

    private final Blobs blobs;
    private final String location;
    private final Rope data = new Rope();

    /**
     * @param location name of the data file, which lies in the model's folder
     */
    ExternalLayout(Blobs blobs, String location) {
        this.blobs = blobs;
        this.location = location;
    }

    /** Whether a model keeps initializers in files beside it. */
    static boolean isUsedBy(ModelProto model) {
        return model.getGraph().getInitializerList().stream()
                .anyMatch(tensor -> tensor.getDataLocation() == DataLocation.EXTERNAL);
    }

    /** The content of the data file, once the model has been moved. */
    Rope data() {
        return data;
    }

    /** The model with references in place of its large initializers. */
    ModelProto move(ModelProto model) {
        GraphProto.Builder graph = model.getGraph().toBuilder();
        for (int i = 0; i < graph.getInitializerCount(); i++) {
            TensorProto tensor = graph.getInitializer(i);
            if (tensor.hasRawData()) {
                MemorySegment raw = blobs.get(tensor.getRawData());
                if (raw.byteSize() >= LEAST_BYTES) {
                    graph.setInitializer(i, moved(tensor, raw));
                }
            }
        }
        return model.toBuilder().setGraph(graph).build();
    }

    private TensorProto moved(TensorProto tensor, MemorySegment raw) {
        long beyond = data.size() % ALIGNMENT;
        if (beyond > 0) {
            data.add(MemorySegment.ofArray(new byte[(int) (ALIGNMENT - beyond)]));
        }
        TensorProto.Builder proto =
                tensor.toBuilder().clearRawData().setDataLocation(DataLocation.EXTERNAL);
        proto.addExternalDataBuilder().setKey("location").setValue(location);
        proto.addExternalDataBuilder().setKey("offset").setValue(String.valueOf(data.size()));
        proto.addExternalDataBuilder().setKey("length").setValue(String.valueOf(raw.byteSize()));
        data.add(raw);
        return proto.build();
    }
}
