package org.espalier.data;

import org.espalier.base.UserFacingException;
import org.espalier.model.LanguageModel;
import org.espalier.model.Network;
import org.espalier.model.ValueInfo;
import org.espalier.tensor.DType;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Rows of tokens as the inputs that a model of texts takes. */
public final class TokenInputs {
    private static final String MASK = "attention_mask";
    private static final String POSITIONS = "position_ids";
    private static final String TYPES = "token_type_ids";
    private static final Set<String> KNOWN = Set.of(LanguageModel.IDS, MASK, POSITIONS, TYPES);

    private final List<ValueInfo> inputs;

    /**
     * Inputs of a model.
     *
     * @throws UserFacingException if it takes no tokens, or also something that does not come from
     *     text
     */
    public TokenInputs(Network network) {
        inputs = network.inputs();
        List<String> names = inputs.stream().map(ValueInfo::name).toList();
        if (!names.contains(LanguageModel.IDS) || !KNOWN.containsAll(names)) {
            throw UserFacingException.badInput(
                    "The data are running text, but the model takes %s. Choose data that suit the model."
                            .formatted(InputNames.describe(inputs)));
        }
    }

    /** A batch of rows, each filled up behind its end, with tokens 0, to the longest. */
    public Map<String, Tensor> of(List<long[]> rows) {
        int length = rows.stream().mapToInt(row -> row.length).max().orElseThrow();
        Map<String, Tensor> batch = new LinkedHashMap<>();
        for (ValueInfo input : inputs) {
            long[] values = new long[rows.size() * length];
            for (int row = 0; row < rows.size(); row++) {
                fill(input.name(), rows.get(row), values, row * length);
            }
            DType dtype = input.dtype();
            batch.put(
                    input.name(),
                    Tensor.of(Shape.of(rows.size(), length), values)
                            .cast(dtype == null ? DType.INT64 : dtype));
        }
        return batch;
    }

    private static void fill(String input, long[] row, long[] values, int from) {
        switch (input) {
            case LanguageModel.IDS -> System.arraycopy(row, 0, values, from, row.length);
            case MASK -> Arrays.fill(values, from, from + row.length, 1);
            case POSITIONS -> IntStream.range(0, row.length).forEach(i -> values[from + i] = i);
            default -> {}
        }
    }
}
