package org.espalier.engine.ort;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;

import org.espalier.engine.Device;
import org.espalier.engine.Engine;
import org.espalier.engine.Program;
import org.espalier.engine.Session;
import org.espalier.model.Graph;
import org.espalier.model.Network;
import org.espalier.model.Node;
import org.espalier.model.ValueInfo;
import org.espalier.tensor.DType;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Runs networks in ONNX Runtime. */
final class OrtEngine implements Engine {
    private final OrtModels models;

    OrtEngine(OrtEnvironment environment, int threads) {
        this.models = new OrtModels(environment, threads);
    }

    @Override
    public String name() {
        return OrtEngineFactory.NAME;
    }

    @Override
    public String version() {
        return OrtEngineFactory.version(models.environment());
    }

    @Override
    public Device device() {
        return Device.CPU;
    }

    @Override
    public int threads() {
        return models.threads();
    }

    /**
     * Asks the runtime for a session of the network, and only if it refuses for an operator, for
     * one of each operator alone.
     */
    @Override
    public List<String> unsupported(Network network) {
        Optional<String> first = refusal(network).flatMap(OrtErrors::refusedOperator);
        if (first.isEmpty()) {
            return List.of();
        }
        Map<String, Node> operators = new TreeMap<>();
        network.nodes()
                .forEach(node -> operators.putIfAbsent(node.domain() + ":" + node.op(), node));
        List<String> unknown =
                operators.values().stream()
                        .flatMap(node -> refusal(alone(network, node)).stream())
                        .flatMap(refusal -> OrtErrors.unknownOperator(refusal).stream())
                        .toList();
        return unknown.contains(first.get()) ? unknown : List.of(first.get());
    }

    @Override
    public Session open(Program program) {
        return new OrtSession(
                models, new PartialGraph(program), program.feeds(), program.fetches());
    }

    private Optional<OrtException> refusal(Network network) {
        try {
            OrtModels.close(models.create(network, OptLevel.NO_OPT));
            return Optional.empty();
        } catch (OrtException e) {
            return Optional.of(e);
        }
    }

    /** The node as a network that need not be valid: an unknown operator is refused before that. */
    private static Network alone(Network network, Node node) {
        List<ValueInfo> inputs =
                node.inputs().stream()
                        .filter(name -> !name.isEmpty())
                        .distinct()
                        .map(name -> new ValueInfo(name, DType.FLOAT32, null))
                        .toList();
        List<ValueInfo> outputs =
                node.outputs().stream()
                        .filter(name -> !name.isEmpty())
                        .map(name -> new ValueInfo(name, null, null))
                        .toList();
        return network.withGraph(
                new Graph("alone", inputs, outputs, List.of(node), Map.of(), Map.of()));
    }
}
