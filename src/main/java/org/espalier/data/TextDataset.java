package org.espalier.data;

import ai.djl.huggingface.tokenizers.Encoding;

import org.espalier.base.UserFacingException;
import org.espalier.model.Network;
import org.espalier.model.ValueInfo;
import org.espalier.tensor.DType;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Texts, tokenized as they are asked for and padded to the longest of the batch. */
final class TextDataset implements Dataset {
    private static final String IDS = "input_ids";
    private static final Set<String> INPUTS =
            Set.of(IDS, "attention_mask", "token_type_ids", "position_ids");

    private final String name;
    private final TextTable table;
    private final Labels labels;
    private final Path tokenizerFile;
    private final TextTokenizer tokenizer;
    private final List<ValueInfo> inputs;
    private @Nullable String fingerprint;

    /**
     * Joins a table and a tokenizer.
     *
     * @throws UserFacingException if the model takes an input that does not come from text
     */
    TextDataset(String name, TextTable table, Path tokenizerFile, Network network) {
        this.name = name;
        this.table = table;
        this.labels =
                table.labels().isEmpty() ? Labels.NONE : Labels.ofNames(table.labels(), network);
        this.tokenizerFile = tokenizerFile;
        this.tokenizer = new TextTokenizer(tokenizerFile);
        this.inputs = network.inputs();
        Set<String> names = inputs.stream().map(ValueInfo::name).collect(Collectors.toSet());
        if (!names.contains(IDS) || !INPUTS.containsAll(names)) {
            throw UserFacingException.badInput(
                    "The data are texts, but the model takes %s. Give arrays named after these inputs"
                                    .formatted(InputNames.describe(inputs))
                            + " in an .npz file.");
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int size() {
        return table.texts().size();
    }

    @Override
    public List<String> classes() {
        return labels.classes();
    }

    @Override
    public Sample sample(int index) {
        return new Sample.Words(table.texts().get(index));
    }

    @Override
    public List<String> splits() {
        return table.splits().stream().distinct().toList();
    }

    @Override
    public int[] split(String split) {
        return IntStream.range(0, table.splits().size())
                .filter(i -> table.splits().get(i).equals(split))
                .toArray();
    }

    @Override
    public synchronized String fingerprint() {
        if (fingerprint == null) {
            Fingerprint sum = new Fingerprint();
            try {
                sum.add(tokenizerFile).add(TextTokenizer.MAX_LENGTH);
            } catch (IOException e) {
                throw UserFacingException.failed(
                        "Could not read %s: %s.".formatted(tokenizerFile, e.getMessage()), e);
            }
            table.texts().forEach(sum::add);
            table.splits().forEach(sum::add);
            labels.addTo(sum);
            fingerprint = sum.hex();
        }
        return fingerprint;
    }

    @Override
    public Batch batch(int[] indices) {
        Encoding[] rows =
                tokenizer.encode(Arrays.stream(indices).mapToObj(table.texts()::get).toList());
        int length = Arrays.stream(rows).mapToInt(row -> row.getIds().length).max().orElse(0);
        Map<String, Tensor> batch = new LinkedHashMap<>();
        for (ValueInfo input : inputs) {
            batch.put(input.name(), tensor(input, rows, length));
        }
        return new Batch(batch, labels.of(indices));
    }

    private Tensor tensor(ValueInfo input, Encoding[] rows, int length) {
        long[] values = new long[rows.length * length];
        Arrays.fill(values, input.name().equals(IDS) ? tokenizer.padding() : 0);
        for (int row = 0; row < rows.length; row++) {
            long[] tokens = values(input.name(), rows[row]);
            System.arraycopy(tokens, 0, values, row * length, tokens.length);
        }
        DType dtype = input.dtype();
        return Tensor.of(Shape.of(rows.length, length), values)
                .cast(dtype == null ? DType.INT64 : dtype);
    }

    private static long[] values(String input, Encoding row) {
        return switch (input) {
            case "attention_mask" -> row.getAttentionMask();
            case "token_type_ids" -> row.getTypeIds();
            case "position_ids" -> IntStream.range(0, row.getIds().length).asLongStream().toArray();
            default -> row.getIds();
        };
    }
}
