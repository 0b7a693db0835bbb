package org.espalier.cli;

import org.espalier.base.Plurals;
import org.espalier.engine.EngineFactory;
import org.espalier.engine.EngineSelector;
import org.espalier.model.LayerSummary;
import org.espalier.model.ModelSummary;
import org.espalier.model.ModelWarnings;
import org.espalier.model.Network;
import org.espalier.model.format.ModelFile;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** {@code espalier inspect}: what a model is made of. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        description = "Lists the layers of a model.")
final class InspectCommand implements Callable<Integer> {
    private final Supplier<List<EngineFactory>> engines;
    private final Console console;

    @Parameters(paramLabel = "MODEL", description = "ONNX file or checkpoint folder.")
    private Path model;

    @Mixin private ResultOptions result;

    InspectCommand(Supplier<List<EngineFactory>> engines, Console console) {
        this.engines = engines;
        this.console = console;
    }

    @Override
    public Integer call() {
        Network network = ModelFile.read(model);
        ModelSummary summary = ModelSummary.of(network);
        ModelWarnings.of(network).forEach(console::error);
        new EngineSelector(engines.get()).warning(network).ifPresent(console::error);
        long opset = network.metadata().opset();
        result.print(console, () -> document(opset, summary), () -> text(opset, summary));
        return Exit.DONE;
    }

    private static ObjectNode document(long opset, ModelSummary summary) {
        ObjectNode document =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("parameters", summary.parameters())
                        .put("opset", opset);
        ArrayNode layers = document.putArray("layers");
        for (LayerSummary row : summary.layers()) {
            layers.addObject()
                    .put("name", row.layer().id().name())
                    .put("op", row.layer().node().op())
                    .put("inFeatures", row.layer().inChannels())
                    .put("outFeatures", row.layer().outFeatures())
                    .put("weights", row.layer().weightCount())
                    .put("sparsity", row.sparsity())
                    .put("pattern24", row.pattern24())
                    .put("pattern48", row.pattern48())
                    .put("macs", row.layer().macs());
        }
        return document;
    }

    private static String text(long opset, ModelSummary summary) {
        Columns table =
                new Columns("layer", "op", "in", "out", "weights", "sparsity", "pattern", "MACs");
        for (LayerSummary row : summary.layers()) {
            table.row(
                    row.layer().id().name(),
                    row.layer().node().op(),
                    ResultText.count(row.layer().inChannels()),
                    ResultText.count(row.layer().outFeatures()),
                    ResultText.count(row.layer().weightCount()),
                    ResultText.percent(row.sparsity()),
                    row.pattern24() ? "2:4" : row.pattern48() ? "4:8" : "",
                    row.layer().macs() < 0 ? "?" : ResultText.count(row.layer().macs()));
        }
        return "%s parameters, opset %d, %s%n%s"
                .formatted(
                        ResultText.count(summary.parameters()),
                        opset,
                        Plurals.of(summary.layers().size(), "layer"),
                        table);
    }
}
