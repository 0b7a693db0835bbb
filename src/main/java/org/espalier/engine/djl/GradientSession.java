package org.espalier.engine.djl;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;

import org.espalier.engine.djl.operator.Arrays;
import org.espalier.tensor.Tensor;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Runs a program forwards, then backwards from one of its fetches, a scalar: the loss. Nothing is
 * fused, so that gradients reach every weight by itself.
 */
final class GradientSession implements AutoCloseable {
    private final LoadedPlan loaded;
    private final Map<String, NDArray> trainable = new LinkedHashMap<>();

    GradientSession(LoadedPlan loaded, Set<String> trainable) {
        this.loaded = loaded;
        for (String name : trainable) {
            NDArray weight = loaded.load(name).array();
            weight.setRequiresGradient(true);
            this.trainable.put(name, weight);
        }
    }

    /** The gradient of the loss by each trainable weight. */
    Map<String, Tensor> gradients(Map<String, Tensor> feeds, String loss) {
        Engine engine = loaded.manager().getEngine();
        try (NDManager batch = loaded.manager().newSubManager();
                GradientCollector collector = engine.newGradientCollector()) {
            Slots slots = loaded.run(feeds, batch);
            collector.backward(slots.get(loaded.plan().slot(loss)).array());
            loaded.free(slots);
            return taken();
        }
    }

    /** PyTorch adds to gradients that are there, so they are set to zero once taken. */
    private Map<String, Tensor> taken() {
        Map<String, Tensor> gradients = new LinkedHashMap<>();
        trainable.forEach(
                (name, weight) -> {
                    try (NDArray gradient = weight.getGradient()) {
                        gradients.put(name, Arrays.download(gradient));
                    }
                    JniUtils.zeroGrad((PtNDArray) weight);
                });
        return gradients;
    }

    @Override
    public void close() {
        loaded.close();
    }
}
