package org.espalier.engine.conformance;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import org.espalier.engine.Device;
import org.espalier.engine.Engine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.util.stream.Stream;

/** A few of ONNX's node tests on every engine; {@link ConformanceTest} runs them all. */
class NodeCasesTest {
    private static final Path CASES = Path.of("src/test/resources/onnx-node-tests");

    static Stream<Arguments> casesOfEachEngine() {
        return TestedEngines.factories().stream()
                .map(factory -> factory.create(Device.CPU, 1))
                .flatMap(NodeCasesTest::casesOf);
    }

    private static Stream<Arguments> casesOf(Engine engine) {
        return NodeCase.in(CASES).stream()
                .map(one -> argumentSet(engine.name() + " " + one.name(), engine, one));
    }

    @ParameterizedTest
    @MethodSource("casesOfEachEngine")
    void givesTheOutputsThatOnnxExpects(Engine engine, NodeCase one) {
        NodeCase.Verdict verdict = one.runOn(engine);
        assertInstanceOf(NodeCase.Verdict.Passed.class, verdict, verdict.toString());
    }
}
