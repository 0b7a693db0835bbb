package org.espalier.measure;

import org.espalier.engine.ort.FileRun;
import org.espalier.model.format.OnnxReader;
import org.espalier.tensor.Tensor;

import java.nio.file.Path;
import java.util.Map;

/** The process that {@link PeakMemory} starts: model file, batch and threads are its arguments. */
final class MemoryProbe {
    private MemoryProbe() {}

    public static void main(String[] arguments) {
        Path model = Path.of(arguments[0]);
        Map<String, Tensor> inputs =
                new ProbeInput(OnnxReader.read(model), Integer.parseInt(arguments[1]), 0).tensors();
        FileRun run = new FileRun(Integer.parseInt(arguments[2]));
        long before = ResidentMemory.read().now();
        run.run(model, inputs);
        System.out.println(PeakMemory.format(ResidentMemory.read().peak() - before));
    }
}
