package org.espalier.engine.ort;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;

import org.espalier.base.UserFacingException;
import org.espalier.engine.Session;
import org.espalier.tensor.DType;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.jspecify.annotations.Nullable;

import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A session of ONNX Runtime for a program.
 *
 * <p>Feeds are read where they are. Results are copied once; when a run has the input shapes of the
 * one before, the runtime writes them straight into tensors of the shapes seen before: new ones, or
 * those of the last run where the caller lets them be reused. (Should a graph's output shapes
 * depend on the values fed, the runtime refuses that and the run is repeated in the other way.)
 * Where the network is cut, the native session is made at the first run, when the types at the cut
 * are known.
 */
final class OrtSession implements Session {
    private final OrtModels models;
    private final PartialGraph part;
    private final List<String> fetches;
    private final Feeds feeds;
    private final List<String> cuts;
    private final Set<String> wanted;
    private ai.onnxruntime.@Nullable OrtSession session;
    private Map<String, Cut> typesAtCuts = Map.of();
    private Map<String, Shape> lastShapes = Map.of();
    private Map<String, Targets.Kind> lastResults = Map.of();
    private @Nullable Targets reused;
    private boolean shapesRepeat = true;

    private record Cut(DType dtype, int rank) {}

    /** A run whose results have the shapes of the last ones. */
    private interface RunIntoTargets {
        Map<String, Tensor> run(ai.onnxruntime.OrtSession ready, Map<String, OnnxTensor> views)
                throws OrtException;
    }

    OrtSession(OrtModels models, PartialGraph part, List<String> feeds, List<String> fetches) {
        this.models = models;
        this.part = part;
        this.fetches = fetches;
        this.feeds = new Feeds(models.environment(), feeds);
        this.cuts = part.cuts();
        this.wanted = Set.copyOf(fetches);
        if (cuts.isEmpty()) {
            session = models.create(part, Map.of());
        }
    }

    @Override
    public Map<String, Tensor> run(Map<String, Tensor> given) {
        return run(
                given,
                (ready, views) -> {
                    try (Targets fresh = new Targets(models.environment(), lastResults)) {
                        return fresh.fill(ready, views);
                    }
                });
    }

    @Override
    public Map<String, Tensor> runReusing(Map<String, Tensor> given) {
        return run(
                given,
                (ready, views) -> {
                    if (reused == null) {
                        reused = new Targets(models.environment(), lastResults);
                    }
                    return reused.fill(ready, views);
                });
    }

    private Map<String, Tensor> run(Map<String, Tensor> given, RunIntoTargets intoTargets) {
        try {
            ai.onnxruntime.OrtSession ready = ready(given);
            Map<String, OnnxTensor> views = feeds.of(given);
            Map<String, Shape> shapes = new HashMap<>();
            given.forEach((name, tensor) -> shapes.put(name, tensor.shape()));
            if (shapesRepeat && shapes.equals(lastShapes)) {
                try {
                    return intoTargets.run(ready, views);
                } catch (OrtException e) {
                    shapesRepeat = false;
                }
            }
            releaseReused();
            return runAndCopy(ready, views, shapes);
        } catch (OrtException e) {
            throw OrtErrors.onRunning(e);
        }
    }

    private ai.onnxruntime.OrtSession ready(Map<String, Tensor> given) {
        Map<String, Cut> types = new HashMap<>();
        for (String cut : cuts) {
            Tensor tensor = Feeds.required(given, cut);
            types.put(cut, new Cut(tensor.dtype(), tensor.shape().rank()));
        }
        if (session == null || !types.equals(typesAtCuts)) {
            release();
            session = models.create(part, given);
            typesAtCuts = types;
        }
        return session;
    }

    private Map<String, Tensor> runAndCopy(
            ai.onnxruntime.OrtSession ready,
            Map<String, OnnxTensor> views,
            Map<String, Shape> shapes)
            throws OrtException {
        Map<String, Tensor> results = new LinkedHashMap<>();
        Map<String, Targets.Kind> kinds = new LinkedHashMap<>();
        try (ai.onnxruntime.OrtSession.Result output = ready.run(views, wanted)) {
            for (String name : fetches) {
                Tensor tensor = copy(name, output.get(name).orElseThrow());
                results.put(name, tensor);
                kinds.put(name, new Targets.Kind(tensor.dtype(), tensor.shape()));
            }
        }
        lastShapes = shapes;
        lastResults = kinds;
        return results;
    }

    private static Tensor copy(String name, OnnxValue value) {
        if (!(value instanceof OnnxTensor tensor)) {
            throw UserFacingException.badInput(
                    ("The output \"%s\" is a %s, not a tensor. Remove it from the model's outputs,"
                                    + " or measure another one.")
                            .formatted(name, value.getType().name().substring(10).toLowerCase()));
        }
        Shape shape = Shape.of(tensor.getInfo().getShape());
        Tensor result = Tensor.zeros(OrtTypes.fromOrt(tensor.getInfo().onnxType, name), shape);
        result.data().copyFrom(MemorySegment.ofBuffer(tensor.getByteBuffer()));
        return result;
    }

    private void releaseReused() {
        if (reused != null) {
            reused.close();
            reused = null;
        }
    }

    private void release() {
        releaseReused();
        if (session != null) {
            OrtModels.close(session);
            session = null;
        }
    }

    @Override
    public void close() {
        feeds.close();
        release();
    }
}
