package org.espalier.engine.ort;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;

import org.espalier.base.UserFacingException;
import org.espalier.tensor.Tensor;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The runtime's views of the tensors fed last, without a copy.
 *
 * <p>A tensor fed again keeps its view: weights that stay from run to run, and the batch of a
 * latency measurement, cost nothing after the first run.
 */
final class Feeds implements AutoCloseable {
    private final OrtEnvironment environment;
    private final List<String> names;
    private final Map<String, Tensor> tensors = new HashMap<>();
    private final Map<String, OnnxTensor> views = new HashMap<>();

    Feeds(OrtEnvironment environment, List<String> names) {
        this.environment = environment;
        this.names = names;
    }

    /** Views of the given tensors, by name; valid until the next call. */
    Map<String, OnnxTensor> of(Map<String, Tensor> given) throws OrtException {
        for (String name : names) {
            Tensor tensor = required(given, name);
            if (tensors.get(name) != tensor) {
                OnnxTensor view = view(environment, name, tensor);
                tensors.put(name, tensor);
                release(views.put(name, view));
            }
        }
        return views;
    }

    /** A view of a tensor's memory; the tensor must live as long as the view. */
    static OnnxTensor view(OrtEnvironment environment, String name, Tensor tensor)
            throws OrtException {
        return OnnxTensor.createTensor(
                environment,
                buffer(name, tensor.data()),
                tensor.shape().dims(),
                OrtTypes.toOrt(tensor.dtype(), name));
    }

    /**
     * The tensor given for a feed.
     *
     * @throws UserFacingException if there is none
     */
    static Tensor required(Map<String, Tensor> given, String name) {
        Tensor tensor = given.get(name);
        if (tensor == null) {
            throw UserFacingException.badInput(
                    "No values are given for the model's input \"%s\"; given are %s."
                            .formatted(name, given.keySet()));
        }
        return tensor;
    }

    private static ByteBuffer buffer(String name, MemorySegment data) {
        if (data.byteSize() > Integer.MAX_VALUE) {
            throw UserFacingException.badInput(
                    "The value \"%s\" takes %,d bytes, more than the 2 GB that one tensor may have."
                                    .formatted(name, data.byteSize())
                            + " Choose a smaller batch.");
        }
        return data.asByteBuffer().order(ByteOrder.nativeOrder());
    }

    private static void release(@org.jspecify.annotations.Nullable OnnxTensor view) {
        if (view != null) {
            view.close();
        }
    }

    @Override
    public void close() {
        views.values().forEach(OnnxTensor::close);
        views.clear();
        tensors.clear();
    }
}
