package org.espalier.model;

import org.espalier.tensor.DType;
import org.espalier.tensor.Tensor;

import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a user should know of a model that opened well: each a sentence. */
public final class ModelWarnings {
    private static final int LEAST_IR = 4;
    private static final int GREATEST_IR = 13;
    private static final int LEAST_OPSET = 9;
    private static final int GREATEST_OPSET = 23;
    private static final int EXPONENT = 0x7F800000;
    private static final ValueLayout.OfInt BITS =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private ModelWarnings() {}

    /** Reads all weights once. */
    public static List<String> of(Network network) {
        List<String> warnings = new ArrayList<>();
        versions(network.metadata(), warnings);
        List<Layer> layers = Layers.of(network);
        if (layers.isEmpty()) {
            warnings.add(
                    "No layer can be compressed: the model has no Conv, Gemm or MatMul with a"
                            + " constant floating-point weight.");
        }
        Map<String, String> names = new HashMap<>();
        layers.forEach(layer -> names.put(layer.weight(), "Layer " + layer.id()));
        network.weights().forEach((name, weight) -> notFinite(name, weight, names, warnings));
        return List.copyOf(warnings);
    }

    private static void versions(ModelMetadata metadata, List<String> warnings) {
        if (metadata.irVersion() < LEAST_IR || metadata.irVersion() > GREATEST_IR) {
            warnings.add(
                    "The file has ONNX IR version %d; %d to %d are tested."
                            .formatted(metadata.irVersion(), LEAST_IR, GREATEST_IR));
        }
        if (metadata.opset() < LEAST_OPSET || metadata.opset() > GREATEST_OPSET) {
            warnings.add(
                    "The model uses ONNX operator set %d; %d to %d are tested."
                            .formatted(metadata.opset(), LEAST_OPSET, GREATEST_OPSET));
        }
    }

    private static void notFinite(
            String name, Weight weight, Map<String, String> layers, List<String> warnings) {
        // A single infinity is how attention masks are built, not a damaged weight.
        boolean number = weight.tensor().count() <= 1;
        long count = number || !weight.tensor().dtype().isFloat() ? 0 : notFinite(weight.tensor());
        if (count > 0) {
            warnings.add(
                    ("%s holds %,d values that are not finite (NaN or infinite) of %,d. Its results"
                                    + " cannot be trusted.")
                            .formatted(
                                    layers.getOrDefault(name, "The constant " + name),
                                    count,
                                    weight.tensor().count()));
        }
    }

    private static long notFinite(Tensor tensor) {
        long count = 0;
        if (tensor.dtype() == DType.FLOAT32) {
            for (long at = 0; at < tensor.data().byteSize(); at += Integer.BYTES) {
                count += (tensor.data().get(BITS, at) & EXPONENT) == EXPONENT ? 1 : 0;
            }
            return count;
        }
        for (long i = 0; i < tensor.count(); i++) {
            count += Double.isFinite(tensor.doubleAt(i)) ? 0 : 1;
        }
        return count;
    }
}
