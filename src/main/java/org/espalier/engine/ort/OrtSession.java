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
import java.util.stream.Collectors;

/**
 * A session of ONNX Runtime for a program.
 *
 * <p>Feeds are read where they are. Results are copied once; when a run has the input shapes of the
 * one before, the runtime writes them straight into new tensors of the shapes seen before. (Should
 * a graph's output shapes depend on the values fed, the runtime refuses that and the run is
 * repeated in the other way.) Where the network is cut, the native session is made at the first
 * run, when the types at the cut are known.
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
    private Map<String, Result> lastResults = Map.of();
    private boolean shapesRepeat = true;

    private record Cut(DType dtype, int rank) {}

    private record Result(DType dtype, Shape shape) {}

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
        try {
            ai.onnxruntime.OrtSession ready = ready(given);
            Map<String, OnnxTensor> views = feeds.of(given);
            Map<String, Shape> shapes =
                    given.entrySet().stream()
                            .collect(
                                    Collectors.toMap(
                                            Map.Entry::getKey, entry -> entry.getValue().shape()));
            return shapesRepeat && shapes.equals(lastShapes)
                    ? runInto(ready, views)
                    : runAndCopy(ready, views, shapes);
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
        Map<String, Result> kinds = new LinkedHashMap<>();
        try (ai.onnxruntime.OrtSession.Result output = ready.run(views, wanted)) {
            for (String name : fetches) {
                Tensor tensor = copy(name, output.get(name).orElseThrow());
                results.put(name, tensor);
                kinds.put(name, new Result(tensor.dtype(), tensor.shape()));
            }
        }
        lastShapes = shapes;
        lastResults = kinds;
        return results;
    }

    private Map<String, Tensor> runInto(
            ai.onnxruntime.OrtSession ready, Map<String, OnnxTensor> views) throws OrtException {
        Map<String, Tensor> results = new LinkedHashMap<>();
        Map<String, OnnxValue> targets = new LinkedHashMap<>();
        try {
            for (Map.Entry<String, Result> last : lastResults.entrySet()) {
                String name = last.getKey();
                Tensor target = Tensor.zeros(last.getValue().dtype(), last.getValue().shape());
                results.put(name, target);
                targets.put(name, Feeds.view(models.environment(), name, target));
            }
            ready.run(views, Set.of(), targets).close();
            return results;
        } catch (OrtException e) {
            shapesRepeat = false;
            return runAndCopy(ready, views, lastShapes);
        } finally {
            targets.values().forEach(OnnxValue::close);
        }
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

    private void release() {
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
