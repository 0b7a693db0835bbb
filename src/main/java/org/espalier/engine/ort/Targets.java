package org.espalier.engine.ort;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;

import org.espalier.tensor.DType;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Tensors that the runtime writes its results into, and its views of them. */
final class Targets implements AutoCloseable {
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();
    private final Map<String, OnnxValue> views = new LinkedHashMap<>();

    /** What a result is like. */
    record Kind(DType dtype, Shape shape) {}

    /** Makes a tensor for each result. */
    Targets(OrtEnvironment environment, Map<String, Kind> results) throws OrtException {
        for (Map.Entry<String, Kind> result : results.entrySet()) {
            String name = result.getKey();
            Tensor tensor = Tensor.zeros(result.getValue().dtype(), result.getValue().shape());
            tensors.put(name, tensor);
            views.put(name, Feeds.view(environment, name, tensor));
        }
    }

    /**
     * Runs a session into the tensors.
     *
     * @throws OrtException if it fails, be it that its results have other shapes
     */
    Map<String, Tensor> fill(OrtSession session, Map<String, OnnxTensor> feeds)
            throws OrtException {
        session.run(feeds, Set.of(), views).close();
        return Collections.unmodifiableMap(tensors);
    }

    /** Frees the views; the tensors live on with whoever has them. */
    @Override
    public void close() {
        views.values().forEach(OnnxValue::close);
    }
}
