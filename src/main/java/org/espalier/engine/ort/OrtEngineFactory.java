package org.espalier.engine.ort;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;

import org.espalier.base.UserFacingException;
import org.espalier.engine.Device;
import org.espalier.engine.Engine;
import org.espalier.engine.EngineFactory;
import org.espalier.engine.Precision;

import java.util.List;

/**
 * Makes engines that run networks in ONNX Runtime on the CPU.
 *
 * <p>The library on the class path is the CPU build; networks run on a GPU through PyTorch.
 */
public final class OrtEngineFactory implements EngineFactory {
    static final String NAME = "ort";

    /** Makes a factory; the native library is loaded at the first question. */
    public OrtEngineFactory() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "ONNX Runtime";
    }

    @Override
    public List<Device> devices() {
        return List.of(Device.CPU);
    }

    @Override
    public String describe() {
        return version(environment()) + ", CPU build: GPUs are left to PyTorch";
    }

    @Override
    public Engine create(Device device, int threads, Precision precision) {
        if (!devices().contains(device)) {
            throw UserFacingException.badInput(
                    "ONNX Runtime does not run on %s here: this is its CPU build. Choose --engine"
                                    .formatted(device)
                            + " djl for a GPU, or --device cpu.");
        }
        return new OrtEngine(environment(), threads);
    }

    static String version(OrtEnvironment environment) {
        return "ONNX Runtime " + environment.getVersion();
    }

    static OrtEnvironment environment() {
        Telemetry.switchOff();
        try {
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            environment.setTelemetry(false);
            return environment;
        } catch (LinkageError | OrtException e) {
            throw UserFacingException.failed(
                    "ONNX Runtime's native library does not load here: %s. It needs a 64-bit Linux,"
                                    .formatted(e.getMessage())
                            + " macOS or Windows, and a temporary folder that allows programs to"
                            + " run.",
                    e);
        }
    }
}
