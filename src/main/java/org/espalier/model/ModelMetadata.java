package org.espalier.model;

import java.util.Map;

/**
 * What a model file says of itself.
 *
 * @param irVersion ONNX IR version
 * @param opsets operator set versions by domain; the empty domain is ONNX itself
 * @param properties free key-value pairs, in file order
 */
public record ModelMetadata(
        long irVersion,
        Map<String, Long> opsets,
        String producerName,
        String producerVersion,
        String domain,
        long modelVersion,
        String doc,
        Map<String, String> properties) {
    /** Property that holds the most tokens that a model of texts reads at once. */
    public static final String LONGEST = "max_position_embeddings";

    /** Version of the ONNX operator set, or 0 if the model imports none. */
    public long opset() {
        return opsets.getOrDefault("", opsets.getOrDefault("ai.onnx", 0L));
    }
}
