package org.espalier.engine.djl;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;

import org.espalier.base.UserFacingException;
import org.espalier.engine.Device;

import java.util.ArrayList;
import java.util.List;

/**
 * The native library as this process sees it. It is loaded at the first question, not before: a
 * command that needs no engine does not wait for it.
 */
final class PyTorch {
    private static final String DJL_NAME = "PyTorch";

    /** The library's version, as {@code PyTorch 2.7.1}. */
    String version() {
        return DJL_NAME + " " + engine().getVersion();
    }

    /** The CPU, then each CUDA device. */
    List<Device> devices() {
        List<Device> devices = new ArrayList<>();
        devices.add(Device.CPU);
        for (int i = 0; i < engine().getGpuCount(); i++) {
            devices.add(new Device(Device.Kind.CUDA, i));
        }
        return List.copyOf(devices);
    }

    /** Whether the library was built with CUDA, whether or not there is a GPU. */
    boolean hasCuda() {
        engine();
        return JniUtils.getFeatures().contains("CUDA");
    }

    /** Sets the threads of one operator, for the whole process. */
    void setThreads(int threads) {
        engine();
        JniUtils.setNumThreads(threads);
    }

    NDManager newManager(Device device) {
        return engine().newBaseManager(
                        device.kind() == Device.Kind.CPU
                                ? ai.djl.Device.cpu()
                                : ai.djl.Device.gpu(device.index()));
    }

    private static ai.djl.engine.Engine engine() {
        try {
            return ai.djl.engine.Engine.getEngine(DJL_NAME);
        } catch (EngineException | UnsatisfiedLinkError e) {
            throw UserFacingException.failed(
                    "PyTorch does not load: %s. ONNX Runtime may work: choose --engine ort."
                            .formatted(e.getMessage()),
                    e);
        }
    }
}
