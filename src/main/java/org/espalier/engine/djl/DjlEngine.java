package org.espalier.engine.djl;

import org.espalier.engine.Device;
import org.espalier.engine.Engine;
import org.espalier.engine.Precision;
import org.espalier.engine.Program;
import org.espalier.engine.Session;
import org.espalier.engine.djl.operator.Operators;
import org.espalier.model.Network;

import java.util.List;
import java.util.Set;

/** Runs networks on PyTorch, one native call or a few for each node. */
final class DjlEngine implements Engine {
    private final PyTorch library;
    private final Device device;
    private final int threads;
    private final Precision precision;
    private final Operators operators = new Operators();

    DjlEngine(PyTorch library, Device device, int threads, Precision precision) {
        this.library = library;
        this.device = device;
        this.threads = threads;
        this.precision = precision;
    }

    @Override
    public String name() {
        return DjlEngineFactory.NAME;
    }

    @Override
    public String version() {
        return library.version();
    }

    @Override
    public Device device() {
        return device;
    }

    @Override
    public int threads() {
        return threads;
    }

    @Override
    public Precision precision() {
        return precision;
    }

    @Override
    public List<String> unsupported(Network network) {
        return network.nodes().stream()
                .filter(node -> operators.find(node) == null)
                .map(NodeNames::operator)
                .distinct()
                .toList();
    }

    @Override
    public Session open(Program program) {
        return new DjlSession(loaded(Plan.forInference(program, operators, precision)));
    }

    /** The same program node by node, to check fusions against. */
    Session openUnfused(Program program) {
        return new DjlSession(loaded(Plan.forGradients(program, operators, Set.of())));
    }

    /** A session that runs node by node and gives gradients of some weights. */
    GradientSession openForGradients(Program program, Set<String> trainable) {
        Plan plan = Plan.forGradients(program, operators, trainable);
        return new GradientSession(loaded(plan), trainable);
    }

    private LoadedPlan loaded(Plan plan) {
        return new LoadedPlan(plan, library.newManager(device));
    }
}
