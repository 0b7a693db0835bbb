package org.espalier.engine.conformance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.engine.Device;
import org.espalier.engine.EngineFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs all of ONNX's node tests and writes {@code docs/operators.md}. The folder comes from the
 * property {@code onnx.testdata}; the profile {@code conformance} runs nothing else.
 */
@Tag("conformance")
class ConformanceTest {
    private static final int REQUIRED_IN_THE_INTERPRETER = 350;

    @Test
    void enginesPassTheNodeTestsOfOnnx() throws IOException {
        List<NodeCase> cases = NodeCase.in(Path.of(System.getProperty("onnx.testdata", "")));
        Conformance conformance = new Conformance();
        for (EngineFactory factory : TestedEngines.factories()) {
            conformance.run(factory.create(Device.CPU, 1), cases);
        }
        Files.writeString(Path.of("docs", "operators.md"), conformance.toMarkdown());
        Files.write(Path.of("target", "conformance-failures.txt"), conformance.failures());
        int passed = conformance.passed("djl");
        assertTrue(passed >= REQUIRED_IN_THE_INTERPRETER, "the interpreter passes " + passed);
    }
}
