package org.espalier.measure;

import org.espalier.base.UserFacingException;
import org.espalier.model.Network;
import org.espalier.model.ValueInfo;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The output of a model by which it is judged, and how it is read.
 *
 * @param name value name in the graph
 */
public record ModelOutput(String name, Kind kind) {
    /** What an output holds. */
    public enum Kind {
        /** Class scores before the softmax, (batch, classes). */
        CLASS_SCORES,
        /** One vector per token, (batch, tokens, features). */
        TOKEN_EMBEDDINGS
    }

    private static final String SCORES = "logits";
    private static final Set<String> EMBEDDINGS = Set.of("last_hidden_state", "token_embeddings");

    /**
     * Finds the output: by the names that exporters give, or the only one, or the only one with two
     * axes.
     *
     * @throws UserFacingException if several could be meant
     */
    public static ModelOutput of(Network network) {
        List<ValueInfo> outputs = network.outputs();
        for (ValueInfo output : outputs) {
            if (output.name().equals(SCORES)) {
                return new ModelOutput(output.name(), Kind.CLASS_SCORES);
            }
            if (EMBEDDINGS.contains(output.name())) {
                return new ModelOutput(output.name(), Kind.TOKEN_EMBEDDINGS);
            }
        }
        List<ValueInfo> candidates =
                outputs.size() == 1
                        ? outputs
                        : outputs.stream().filter(output -> rank(output) == 2).toList();
        if (candidates.size() != 1) {
            throw UserFacingException.badInput(
                    ("The model has the outputs %s, and it is not clear which holds its answer."
                                    + " Name the class scores \"logits\" when exporting it.")
                            .formatted(
                                    outputs.stream()
                                            .map(ValueInfo::name)
                                            .collect(Collectors.joining(", "))));
        }
        ValueInfo only = candidates.get(0);
        Kind kind = rank(only) == 3 ? Kind.TOKEN_EMBEDDINGS : Kind.CLASS_SCORES;
        return new ModelOutput(only.name(), kind);
    }

    private static int rank(ValueInfo output) {
        return output.dims() == null ? -1 : output.dims().size();
    }
}
