package org.espalier.engine.ort;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.ExecutionMode;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;

import org.espalier.model.Network;
import org.espalier.model.format.OnnxWriter;
import org.espalier.tensor.Tensor;

import java.util.Map;

/**
 * Makes the runtime's sessions, all with the same options: nodes one after the other, each on all
 * threads.
 */
record OrtModels(OrtEnvironment environment, int threads) {

    /**
     * A session of a part of a network, optimized.
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

    /** A session of a whole network. */
    ai.onnxruntime.OrtSession create(Network network, OptLevel level) throws OrtException {
        try (SessionOptions options = new SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            options.setExecutionMode(ExecutionMode.SEQUENTIAL);
            options.setOptimizationLevel(level);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            return environment.createSession(OnnxWriter.toBytes(network), options);
        }
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
