package org.espalier.engine.ort;

import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.ExecutionMode;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;

import org.espalier.model.Network;
import org.espalier.model.Weight;
import org.espalier.model.format.OnnxWriter;
import org.espalier.tensor.Tensor;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes the runtime's sessions, all with the same options: nodes one after the other, each on all
 * threads, which rest between runs so that sessions do not disturb each other.
 */
record OrtModels(OrtEnvironment environment, int threads) {
    /** Float weights of more bytes are handed over where they are. */
    private static final long LARGE = 1024;

    /**
     * A session of a part of a network, optimized. The part's tensors must live as long.
     *
     * @param atCuts a tensor for each of the part's cuts
     */
    ai.onnxruntime.OrtSession create(PartialGraph part, Map<String, Tensor> atCuts) {
        try {
            return create(part.network(atCuts), OptLevel.ALL_OPT);
        } catch (OrtException e) {
            throw OrtErrors.onOpening(e);
        }
    }

    /**
     * A session of a whole network, whose tensors must live as long. Large weights are not
     * serialized: the runtime reads them where they are.
     */
    ai.onnxruntime.OrtSession create(Network network, OptLevel level) throws OrtException {
        Map<String, OnnxTensorLike> large = new HashMap<>();
        try (SessionOptions options = options(level)) {
            for (Weight weight : network.weights().values()) {
                if (isLarge(weight)) {
                    large.put(
                            weight.name(), Feeds.view(environment, weight.name(), weight.tensor()));
                }
            }
            options.addExternalInitializers(large);
            return environment.createSession(OnnxWriter.toBytes(network, large.keySet()), options);
        } finally {
            large.values().forEach(OnnxTensorLike::close);
        }
    }

    /** A session of a model file, as a deployed program would make it. */
    ai.onnxruntime.OrtSession create(Path file) throws OrtException {
        try (SessionOptions options = options(OptLevel.ALL_OPT)) {
            return environment.createSession(file.toString(), options);
        }
    }

    private SessionOptions options(OptLevel level) throws OrtException {
        SessionOptions options = new SessionOptions();
        options.setIntraOpNumThreads(threads);
        options.setInterOpNumThreads(1);
        options.setExecutionMode(ExecutionMode.SEQUENTIAL);
        options.setOptimizationLevel(level);
        options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
        options.addConfigEntry("session.force_spinning_stop", "1");
        return options;
    }

    private static boolean isLarge(Weight weight) {
        Tensor tensor = weight.tensor();
        return weight.storage() == Weight.Storage.INITIALIZER
                && tensor.dtype().isFloat()
                && tensor.data().byteSize() > LARGE;
    }

    /** Frees a session's native memory. */
    static void close(ai.onnxruntime.OrtSession session) {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime could not close a session", e);
        }
    }
}
