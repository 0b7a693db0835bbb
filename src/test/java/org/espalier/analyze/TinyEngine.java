package org.espalier.analyze;

import org.espalier.engine.Device;
import org.espalier.engine.Engine;
import org.espalier.engine.Program;
import org.espalier.engine.Session;
import org.espalier.model.Network;
import org.espalier.model.Node;
import org.espalier.tensor.DType;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs MatMul, Add and Relu by definition, and remembers which nodes ran. */
final class TinyEngine implements Engine {
    final List<String> ran = new ArrayList<>();
    int sessions;

    @Override
    public String name() {
        return "tiny";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public Device device() {
        return Device.CPU;
    }

    @Override
    public int threads() {
        return 1;
    }

    @Override
    public List<String> unsupported(Network network) {
        return List.of();
    }

    @Override
    public Session open(Program program) {
        sessions++;
        return new Session() {
            @Override
            public Map<String, Tensor> run(Map<String, Tensor> feeds) {
                if (!feeds.keySet().containsAll(program.feeds())) {
                    throw new IllegalArgumentException("feeds missing: " + program.feeds());
                }
                Map<String, Tensor> values = new HashMap<>();
                program.network().weights().forEach((n, w) -> values.put(n, w.tensor()));
                values.putAll(feeds);
                Map<String, Tensor> result = new LinkedHashMap<>();
                for (String fetch : program.fetches()) {
                    result.put(fetch, compute(fetch, program.network(), values));
                }
                return result;
            }

            @Override
            public void close() {}
        };
    }

    private Tensor compute(String name, Network network, Map<String, Tensor> values) {
        Tensor known = values.get(name);
        if (known != null) {
            return known;
        }
        Node node =
                network.nodes().stream()
                        .filter(n -> n.outputs().contains(name))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("not fed: " + name));
        List<Tensor> inputs =
                node.inputs().stream().map(input -> compute(input, network, values)).toList();
        ran.add(node.name());
        Tensor result = apply(node, inputs);
        values.put(name, result);
        return result;
    }

    private static Tensor apply(Node node, List<Tensor> inputs) {
        Tensor a = inputs.get(0);
        if (node.op().equals("MatMul")) {
            Tensor b = inputs.get(1);
            Shape shape = Shape.of(a.shape().dim(0), b.shape().dim(1));
            Tensor c = Tensor.zeros(DType.FLOAT32, shape);
            new PlainAlgebra().multiply(a, b, c);
            return c;
        }
        Tensor c = Tensor.zeros(DType.FLOAT32, a.shape());
        for (long i = 0; i < a.count(); i++) {
            c.setDouble(
                    i,
                    node.op().equals("Add")
                            ? a.floatAt(i) + inputs.get(1).floatAt(i)
                            : Math.max(0, a.floatAt(i)));
        }
        return c;
    }
}
