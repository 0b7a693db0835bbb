package org.espalier.cli;

import org.espalier.compress.Target;
import org.espalier.compress.Zeros;
import org.espalier.model.Layer;
import org.espalier.model.Layers;
import org.espalier.model.Network;
import org.espalier.model.Weight;
import org.espalier.model.format.OnnxReader;
import org.espalier.tensor.Tensor;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code espalier inspect}: what a model is made of. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        description = "Lists the layers of a model.")
final class InspectCommand implements Callable<Integer> {
    private static final Target.NM TWO_OF_FOUR = new Target.NM(2, 4);
    private static final Target.NM FOUR_OF_EIGHT = new Target.NM(4, 8);

    private final Console console;

    @Parameters(paramLabel = "MODEL", description = "ONNX file.")
    private Path model;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    InspectCommand(Console console) {
        this.console = console;
    }

    /** A layer with what its zeros are like. */
    private record Row(Layer layer, double sparsity, boolean pattern24, boolean pattern48) {
        static Row of(Layer layer, Network network) {
            Tensor weight = network.weight(layer.weight());
            return new Row(
                    layer,
                    Zeros.share(layer, weight),
                    Zeros.satisfy(TWO_OF_FOUR, layer, weight),
                    Zeros.satisfy(FOUR_OF_EIGHT, layer, weight));
        }
    }

    @Override
    public Integer call() {
        Network network = OnnxReader.read(model);
        List<Row> rows = Layers.of(network).stream().map(layer -> Row.of(layer, network)).toList();
        if (json) {
            console.print(document(network, rows));
        } else {
            console.print(text(network, rows));
        }
        return Exit.DONE;
    }

    /** Floating-point values in all weights, those that no layer has among them. */
    private static long parameters(Network network) {
        return network.weights().values().stream()
                .map(Weight::tensor)
                .filter(tensor -> tensor.dtype().isFloat())
                .mapToLong(Tensor::count)
                .sum();
    }

    private static ObjectNode document(Network network, List<Row> rows) {
        ObjectNode document =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("parameters", parameters(network))
                        .put("opset", network.metadata().opset());
        ArrayNode layers = document.putArray("layers");
        for (Row row : rows) {
            layers.addObject()
                    .put("name", row.layer.id().name())
                    .put("op", row.layer.node().op())
                    .put("inFeatures", row.layer.inChannels())
                    .put("outFeatures", row.layer.outFeatures())
                    .put("weights", row.layer.weightCount())
                    .put("sparsity", row.sparsity)
                    .put("pattern24", row.pattern24)
                    .put("pattern48", row.pattern48)
                    .put("macs", row.layer.macs());
        }
        return document;
    }

    private static String text(Network network, List<Row> rows) {
        Columns table =
                new Columns("layer", "op", "in", "out", "weights", "sparsity", "pattern", "MACs");
        for (Row row : rows) {
            table.row(
                    row.layer.id().name(),
                    row.layer.node().op(),
                    ResultText.count(row.layer.inChannels()),
                    ResultText.count(row.layer.outFeatures()),
                    ResultText.count(row.layer.weightCount()),
                    ResultText.percent(row.sparsity),
                    row.pattern24 ? "2:4" : row.pattern48 ? "4:8" : "",
                    row.layer.macs() < 0 ? "?" : ResultText.count(row.layer.macs()));
        }
        return "%s parameters, opset %d, %d layers%n%s"
                .formatted(
                        ResultText.count(parameters(network)),
                        network.metadata().opset(),
                        rows.size(),
                        table);
    }
}
