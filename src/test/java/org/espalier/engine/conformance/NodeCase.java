package org.espalier.engine.conformance;

import org.espalier.base.UserFacingException;
import org.espalier.engine.Engine;
import org.espalier.engine.Outputs;
import org.espalier.engine.Program;
import org.espalier.engine.Session;
import org.espalier.model.Network;
import org.espalier.model.ValueInfo;
import org.espalier.model.format.OnnxReader;
import org.espalier.model.format.TensorProtoFile;
import org.espalier.tensor.DType;
import org.espalier.tensor.Tensor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One of ONNX's backend node tests: a network of one node, or of the nodes that an operator expands
 * to, with inputs and expected outputs in {@code test_data_set_0}.
 */
public record NodeCase(Path folder) {
    /** How an engine fared with a case. */
    public sealed interface Verdict {
        /** Outputs as expected. */
        record Passed() implements Verdict {}

        /** Other outputs, or an error. */
        record Failed(String reason) implements Verdict {}

        /** Refused beforehand: an unknown operator or a type that is no tensor of numbers. */
        record Unsupported(String reason) implements Verdict {}
    }

    private static final double RELATIVE = 1e-3;
    private static final double ABSOLUTE = 1e-6;

    /** All cases in a folder, by name. */
    public static List<NodeCase> in(Path folder) {
        try (Stream<Path> cases = Files.list(folder)) {
            return cases.filter(path -> Files.exists(path.resolve("model.onnx")))
                    .sorted()
                    .map(NodeCase::new)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder's name without its prefix. */
    public String name() {
        return folder.getFileName().toString().replaceFirst("^test_", "");
    }

    /** The operator under test: the case's node, or the one that its nodes are an expansion of. */
    public String operator() {
        Path whole = folder.resolveSibling("test_" + name().replaceFirst("_expanded.*", ""));
        Path model = Files.exists(whole) ? whole : folder;
        try {
            List<String> operators =
                    OnnxReader.read(model.resolve("model.onnx")).nodes().stream()
                            .map(node -> node.op())
                            .distinct()
                            .toList();
            return operators.size() == 1 ? operators.get(0) : "(several)";
        } catch (UserFacingException e) {
            return "(not read)";
        }
    }

    /** Runs the case. */
    public Verdict runOn(Engine engine) {
        try {
            return run(engine, OnnxReader.read(folder.resolve("model.onnx")));
        } catch (UserFacingException e) {
            return e.getCause() instanceof UnsupportedOperationException
                    ? new Verdict.Unsupported(e.getMessage())
                    : new Verdict.Failed(e.getMessage());
        } catch (IOException | IllegalArgumentException e) {
            return new Verdict.Unsupported("the case does not hold tensors of numbers");
        } catch (RuntimeException e) {
            return new Verdict.Failed("the engine threw " + e);
        }
    }

    private Verdict run(Engine engine, Network network) throws IOException {
        List<String> unknown = engine.unsupported(network);
        if (!unknown.isEmpty()) {
            return new Verdict.Unsupported(String.join(", ", unknown));
        }
        Map<String, Tensor> feeds = read("input_", network.inputs());
        Map<String, Tensor> expected = read("output_", network.outputs());
        try (Session session = engine.open(Program.whole(network))) {
            Map<String, Tensor> results = session.run(feeds);
            return expected.entrySet().stream()
                    .filter(e -> !isClose(e.getValue(), Outputs.value(results, e.getKey())))
                    .findFirst()
                    .<Verdict>map(e -> new Verdict.Failed(difference(e, results)))
                    .orElseGet(Verdict.Passed::new);
        }
    }

    private Map<String, Tensor> read(String prefix, List<ValueInfo> values) throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            DType type = values.get(i).dtype();
            if (type == null) {
                throw new IllegalArgumentException("no tensor: " + values.get(i).name());
            }
            Path file = folder.resolve("test_data_set_0").resolve(prefix + i + ".pb");
            tensors.put(values.get(i).name(), TensorProtoFile.read(file, type));
        }
        return tensors;
    }

    private static String difference(
            Map.Entry<String, Tensor> expected, Map<String, Tensor> results) {
        Tensor found = Outputs.value(results, expected.getKey());
        return "output %s: expected %s %s, found %s %s"
                .formatted(
                        expected.getKey(),
                        expected.getValue(),
                        head(expected.getValue()),
                        found,
                        head(found));
    }

    private static List<Double> head(Tensor tensor) {
        return Stream.iterate(0L, i -> i < Math.min(8, tensor.count()), i -> i + 1)
                .map(tensor::doubleAt)
                .toList();
    }

    private static boolean isClose(Tensor expected, Tensor found) {
        if (expected.dtype() != found.dtype() || !expected.shape().equals(found.shape())) {
            return false;
        }
        for (long i = 0; i < expected.count(); i++) {
            double e = expected.doubleAt(i);
            double f = found.doubleAt(i);
            boolean same = e == f || (Double.isNaN(e) && Double.isNaN(f));
            if (!same && !(Math.abs(e - f) <= ABSOLUTE + RELATIVE * Math.abs(e))) {
                return false;
            }
        }
        return true;
    }
}
