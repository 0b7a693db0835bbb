package org.espalier.engine.ort;

import ai.onnxruntime.OrtException;

import org.espalier.tensor.Tensor;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One run of a model file in ONNX Runtime, without the program's graph in between. */
public final class FileRun {
    private final OrtModels models;

    /** Runs on the CPU with this many threads; loads the runtime. */
    public FileRun(int threads) {
        this.models = new OrtModels(OrtEngineFactory.environment(), threads);
    }

    /**
     * Opens the file, runs it once and closes it.
     *
     * @throws org.espalier.base.UserFacingException if the runtime cannot open or run it
     */
    public void run(Path model, Map<String, Tensor> inputs) {
        ai.onnxruntime.OrtSession session = open(model);
        try (Feeds feeds = new Feeds(models.environment(), List.copyOf(inputs.keySet()))) {
            session.run(feeds.of(inputs)).close();
        } catch (OrtException e) {
            throw OrtErrors.onRunning(e);
        } finally {
            OrtModels.close(session);
        }
    }

    private ai.onnxruntime.OrtSession open(Path model) {
        try {
            return models.create(model);
        } catch (OrtException e) {
            throw OrtErrors.onOpening(e);
        }
    }
}
