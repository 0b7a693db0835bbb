package org.espalier.engine.djl;

import org.espalier.base.UserFacingException;
import org.espalier.engine.Device;
import org.espalier.engine.Engine;
import org.espalier.engine.EngineFactory;
import org.espalier.engine.Precision;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes engines that interpret networks on PyTorch.
 *
 * <p>PyTorch has one pool of threads for the whole process: the engine made last decides how many
 * threads an operator of any of them uses.
 */
public final class DjlEngineFactory implements EngineFactory {
    static final String NAME = "djl";

    private final PyTorch library = new PyTorch();

    /** Makes a factory; the native library is loaded at the first question. */
    public DjlEngineFactory() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "PyTorch";
    }

    @Override
    public List<Device> devices() {
        return library.devices();
    }

    @Override
    public String describe() {
        List<Device> gpus = devices().subList(1, devices().size());
        if (gpus.isEmpty()) {
            String why = library.hasCuda() ? "CUDA build; no GPU is visible" : "CPU build; no CUDA";
            return library.version() + " " + why;
        }
        String names = gpus.stream().map(Device::toString).collect(Collectors.joining(", "));
        return library.version() + " CUDA build; " + names;
    }

    @Override
    public Set<Precision> precisions() {
        return EnumSet.allOf(Precision.class);
    }

    @Override
    public Engine create(Device device, int threads, Precision precision) {
        return interpreter(device, threads, precision);
    }

    /** The engine in fp32, with what only this package may ask of it. */
    DjlEngine interpreter(Device device, int threads) {
        return interpreter(device, threads, Precision.FP32);
    }

    private DjlEngine interpreter(Device device, int threads, Precision precision) {
        if (!devices().contains(device)) {
            throw UserFacingException.badInput(
                    "There is no device %s for PyTorch here (%s). Choose --device cpu."
                            .formatted(device, describe()));
        }
        library.setThreads(threads);
        return new DjlEngine(library, device, threads, precision);
    }
}
