package org.espalier.measure;

import org.espalier.base.UserFacingException;
import org.espalier.model.Attribute;
import org.espalier.model.Dim;
import org.espalier.model.Graph;
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
 * <p>The head is a log-softmax in fp32 over the vocabulary and a gather of the tokens that come
 * next.
 */
public final class NextTokens {
    /** Log-likelihoods, (batch, tokens, 1); the last of each row means nothing. */
    public static final String LOG_LIKELIHOODS = "espalier.log_likelihoods";

    private static final String LOGITS = "logits";
    private static final String IDS = "input_ids";
    private static final String NEXT = "espalier.next_tokens";
    private static final String FP32 = "espalier.logits_fp32";
    private static final String LOGS = "espalier.log_softmax";
    private static final long ONNX_FLOAT = 1;
    private static final long COMMON_VOCABULARY = 32_768;

    private NextTokens() {}

    /** Whether a model scores each token of a vocabulary as the next one. */
    public static boolean isLanguageModel(Network network) {
        return network.inputs().stream().anyMatch(input -> input.name().equals(IDS))
                && network.outputs().stream().anyMatch(NextTokens::isScores);
    }

    /** How many tokens a model scores; a common number if its output does not say. */
    static long vocabulary(Network network) {
        return network.outputs().stream()
                                .filter(NextTokens::isScores)
                                .map(output -> Objects.requireNonNull(output.dims()).getLast())
                                .findFirst()
                                .orElseThrow()
                        instanceof Dim.Fixed fixed
                ? fixed.size()
                : COMMON_VOCABULARY;
    }

    private static boolean isScores(ValueInfo output) {
        List<Dim> dims = output.dims();
        return output.name().equals(LOGITS) && dims != null && dims.size() == 3;
    }

    /**
     * Adds the head.
     *
     * @throws UserFacingException if this is no language model
     */
    public static Network head(Network network) {
        if (!isLanguageModel(network)) {
            throw UserFacingException.badInput(
                    "The model has no output \"logits\" (batch, tokens, vocabulary), so perplexity"
                            + " cannot be measured. Choose a language model.");
        }
        Graph graph = network.graph();
        List<ValueInfo> inputs = new ArrayList<>(graph.inputs());
        inputs.add(new ValueInfo(NEXT, DType.INT64, dims()));
        List<ValueInfo> outputs = new ArrayList<>(graph.outputs());
        outputs.add(new ValueInfo(LOG_LIKELIHOODS, DType.FLOAT32, dims()));
        List<Node> nodes = new ArrayList<>(graph.nodes());
        nodes.add(node("Cast", List.of(LOGITS), FP32, "to", ONNX_FLOAT));
        nodes.add(node("LogSoftmax", List.of(FP32), LOGS, "axis", 2));
        nodes.add(node("GatherElements", List.of(LOGS, NEXT), LOG_LIKELIHOODS, "axis", 2));
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

    /** The feeds of {@link #head}: a batch of windows, and for each token the one after it. */
    static Map<String, Tensor> feeds(Map<String, Tensor> inputs) {
        Tensor ids = Objects.requireNonNull(inputs.get(IDS));
        int rows = ids.shape().intDim(0);
        int window = ids.shape().intDim(1);
        long[] next = new long[rows * window];
        for (int i = 0; i < next.length; i++) {
            next[i] = (i + 1) % window == 0 ? 0 : ids.longAt(i + 1);
        }
        Map<String, Tensor> feeds = new LinkedHashMap<>(inputs);
        feeds.put(NEXT, Tensor.of(Shape.of(rows, window, 1), next));
        return feeds;
    }
}
