package org.espalier.analyze;

import org.espalier.engine.Device;
import org.espalier.engine.Engine;
import org.espalier.engine.Precision;
import org.espalier.engine.Program;
import org.espalier.engine.Session;
import org.espalier.model.Network;

import java.util.ArrayList;
import java.util.List;

/** An engine that says it computes on a GPU. */
record OnGpu(Engine engine, List<Program> opened) implements Engine {
    OnGpu(Engine engine) {
        this(engine, new ArrayList<>());
    }

    @Override
    public String name() {
        return engine.name();
    }

    @Override
    public String version() {
        return engine.version();
    }

    @Override
    public Device device() {
        return new Device(Device.Kind.CUDA, 0);
    }

    @Override
    public int threads() {
        return engine.threads();
    }

    @Override
    public Precision precision() {
        return engine.precision();
    }

    @Override
    public List<String> unsupported(Network network) {
        return engine.unsupported(network);
    }

    @Override
    public Session open(Program program) {
        opened.add(program);
        return engine.open(program);
    }
}
