package org.espalier.measure;

import org.espalier.base.UserFacingException;
import org.espalier.model.Attribute;
import org.espalier.model.Dim;
import org.espalier.model.Graph;
import org.espalier.model.LanguageModel;
import org.espalier.model.Network;
import org.espalier.model.Node;
import org.espalier.model.ValueInfo;
import org.espalier.tensor.DType;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A language model with a head that reads off how likely given tokens are, so that the scores of
 * all tokens, which are as many as the vocabulary, never leave the engine.
 *
 * <p>The head is a log-softmax in fp32 over the vocabulary with a gather of the tokens that come
 * next, and the index of the highest score.
 */
public final class NextTokens {
    /** Log-likelihoods, (batch, tokens, 1); the last of each row means nothing. */
    public static final String LOG_LIKELIHOODS = "espalier.log_likelihoods";

    /** The token that the model finds the likeliest to come next, (batch, tokens, 1). */
    public static final String LIKELIEST = "espalier.likeliest";

    private static final String NEXT = "espalier.next_tokens";
    private static final String FP32 = "espalier.logits_fp32";
    private static final String LOGS = "espalier.log_softmax";
    private static final long ONNX_FLOAT = 1;

    private NextTokens() {}

    /**
     * Adds the head.
     *
     * @throws UserFacingException if this is no language model
     */
    public static Network head(Network network) {
        if (!LanguageModel.isOne(network)) {
            throw UserFacingException.badInput(
                    "The model has no output \"logits\" (batch, tokens, vocabulary), so it is"
                            + " no language model. Choose a language model.");
        }
        Graph graph = network.graph();
        List<ValueInfo> inputs = new ArrayList<>(graph.inputs());
        inputs.add(new ValueInfo(NEXT, DType.INT64, dims()));
        List<ValueInfo> outputs = new ArrayList<>(graph.outputs());
        outputs.add(new ValueInfo(LOG_LIKELIHOODS, DType.FLOAT32, dims()));
        outputs.add(new ValueInfo(LIKELIEST, DType.INT64, dims()));
        List<Node> nodes = new ArrayList<>(graph.nodes());
        nodes.add(node("Cast", List.of(LanguageModel.LOGITS), FP32, "to", ONNX_FLOAT));
        nodes.add(node("LogSoftmax", List.of(FP32), LOGS, "axis", 2));
        nodes.add(node("GatherElements", List.of(LOGS, NEXT), LOG_LIKELIHOODS, "axis", 2));
        nodes.add(node("ArgMax", List.of(FP32), LIKELIEST, "axis", 2));
        return network.withGraph(
                new Graph(graph.name(), inputs, outputs, nodes, graph.weights(), graph.values()));
    }

    private static List<Dim> dims() {
        return List.of(new Dim.Unknown(), new Dim.Unknown(), new Dim.Fixed(1));
    }

    private static Node node(
            String op, List<String> inputs, String output, String key, long value) {
        return new Node(
                output,
                op,
                "",
                inputs,
                List.of(output),
                Map.of(key, new Attribute.IntValue(value)),
                "");
    }

    /**
     * The feeds of {@link #head}.
     *
     * @param next for each row of a batch, the token after each of its tokens; what is missing at
     *     the end does not matter
     */
    static Map<String, Tensor> feeds(Map<String, Tensor> inputs, List<long[]> next) {
        Tensor ids = Objects.requireNonNull(inputs.get(LanguageModel.IDS));
        int tokens = ids.shape().intDim(1);
        long[] values = new long[next.size() * tokens];
        for (int row = 0; row < next.size(); row++) {
            System.arraycopy(next.get(row), 0, values, row * tokens, next.get(row).length);
        }
        Map<String, Tensor> feeds = new LinkedHashMap<>(inputs);
        feeds.put(NEXT, Tensor.of(Shape.of(next.size(), tokens, 1), values));
        return feeds;
    }
}
