package org.espalier.engine.djl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.engine.Device;
import org.espalier.engine.Outputs;
import org.espalier.engine.Precision;
import org.espalier.engine.Program;
import org.espalier.engine.Session;
import org.espalier.engine.djl.operator.Operators;
import org.espalier.model.Network;
import org.espalier.model.Networks;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

class FusionsTest {
    private static final double TOLERANCE = 1e-5;

    private final DjlEngine engine = new DjlEngineFactory().interpreter(Device.CPU, 1);

    private static List<String> operators(Program program) {
        Plan plan = Plan.forInference(program, new Operators(), Precision.FP32);
        return plan.steps().stream().map(step -> step.node().op()).toList();
    }

    private void assertSameAsUnfused(Program program, Map<String, Tensor> feeds) {
        try (Session fused = engine.open(program);
                Session plain = engine.openUnfused(program)) {
            Map<String, Tensor> expected = plain.run(feeds);
            fused.run(feeds)
                    .forEach(
                            (name, value) ->
                                    assertTrue(
                                            Outputs.distance(Outputs.value(expected, name), value)
                                                    < TOLERANCE,
                                            name));
        }
    }

    private static Networks.Builder convAndNorm() {
        return Networks.builder()
                .input("x")
                .input("r")
                .randomWeight("w", 4, 3, 3, 3)
                .randomWeight("b", 4)
                .randomWeight("scale", 4)
                .randomWeight("shift", 4)
                .randomWeight("mean", 4)
                .weight("var", Tensor.of(Shape.of(4), 0.5f, 1f, 2f, 3f))
                .node("Conv", List.of("x", "w", "b"), "c", "pads", new long[] {1, 1, 1, 1})
                .node("BatchNormalization", List.of("c", "scale", "shift", "mean", "var"), "n");
    }

    private static final Map<String, Tensor> IMAGE =
            Map.of("x", Networks.random(1, 2, 3, 5, 5), "r", Networks.random(2, 2, 4, 5, 5));

    @Test
    void batchNormalizationIsFoldedIntoTheConvolutionBeforeIt() {
        Program program = Program.whole(convAndNorm().build("n"));
        assertEquals(List.of("Conv"), operators(program));
        assertSameAsUnfused(program, IMAGE);
    }

    @Test
    void batchNormalizationIsFoldedWhereTheConvolutionHasNoBias() {
        Network network =
                Networks.builder()
                        .input("x")
                        .randomWeight("w", 4, 3, 3, 3)
                        .randomWeight("scale", 4)
                        .randomWeight("shift", 4)
                        .randomWeight("mean", 4)
                        .weight("var", Tensor.of(Shape.of(4), 0.5f, 1f, 2f, 3f))
                        .node("Conv", List.of("x", "w"), "c")
                        .node(
                                "BatchNormalization",
                                List.of("c", "scale", "shift", "mean", "var"),
                                "n")
                        .build("n");
        assertEquals(List.of("Conv"), operators(Program.whole(network)));
        assertSameAsUnfused(Program.whole(network), Map.of("x", IMAGE.get("x")));
    }

    @Test
    void aConvolutionWhoseWeightIsFedKeepsItsNormalization() {
        Network network = convAndNorm().build("n");
        for (String fed : List.of("w", "scale", "var")) {
            Program program = Program.whole(network).alsoFeeding(List.of(fed));
            assertEquals(List.of("Conv", "BatchNormalization"), operators(program));
            Map<String, Tensor> feeds = new HashMap<>(IMAGE);
            feeds.put(fed, network.weight(fed));
            assertSameAsUnfused(program, feeds);
        }
    }

    @Test
    void noFusionHidesAFetchedValue() {
        Network network = convAndNorm().node("Relu", List.of("n"), "y").build("y");
        assertEquals(List.of("Conv"), operators(Program.whole(network)));
        Program tapped = Program.whole(network).alsoFetching(List.of("c", "n"));
        assertEquals(List.of("Conv", "BatchNormalization", "Relu"), operators(tapped));
        assertSameAsUnfused(tapped, IMAGE);
    }

    @Test
    void noFusionHidesAFedValue() {
        Network network = convAndNorm().node("Relu", List.of("n"), "y").build("y");
        Program cut = new Program(network, List.of("c"), List.of("y"));
        assertEquals(List.of("BatchNormalization", "Relu"), operators(cut));
        assertSameAsUnfused(cut, Map.of("c", IMAGE.get("r")));
    }

    @Test
    void noFusionHidesAValueThatIsReadElsewhere() {
        Network network = convAndNorm().node("Add", List.of("n", "c"), "y").build("y");
        assertEquals(
                List.of("Conv", "BatchNormalization", "Add"), operators(Program.whole(network)));
    }

    @Test
    void theResidualAndTheRectifierJoinTheConvolution() {
        Network network =
                convAndNorm()
                        .node("Add", List.of("r", "n"), "sum")
                        .node("Relu", List.of("sum"), "y")
                        .build("y");
        assertEquals(List.of("Conv"), operators(Program.whole(network)));
        assertSameAsUnfused(Program.whole(network), IMAGE);
    }

    @Test
    void aSumThatIsLargerThanTheConvolutionIsNotWrittenOverIt() {
        Network network = convAndNorm().node("Add", List.of("n", "r"), "y").build("y");
        Map<String, Tensor> feeds =
                Map.of("x", Networks.random(1, 1, 3, 5, 5), "r", Networks.random(2, 2, 4, 5, 5));
        assertSameAsUnfused(Program.whole(network), feeds);
    }

    @Test
    void layerNormalizationInPiecesRunsAsOne() {
        long[] last = {-1};
        Network network =
                Networks.builder()
                        .opset(11)
                        .input("x")
                        .randomWeight("gamma", 6)
                        .randomWeight("beta", 6)
                        .scalar("two", 2)
                        .scalar("eps", 1e-12f)
                        .node("ReduceMean", List.of("x"), "m", "axes", last)
                        .node("Sub", List.of("x", "m"), "d")
                        .node("Pow", List.of("d", "two"), "d2")
                        .node("ReduceMean", List.of("d2"), "v", "axes", last)
                        .node("Add", List.of("v", "eps"), "ve")
                        .node("Sqrt", List.of("ve"), "sd")
                        .node("Div", List.of("d", "sd"), "q")
                        .node("Mul", List.of("q", "gamma"), "g")
                        .node("Add", List.of("g", "beta"), "y")
                        .build("y");
        assertEquals(List.of("LayerNormalization"), operators(Program.whole(network)));
        assertSameAsUnfused(Program.whole(network), Map.of("x", Networks.random(1, 2, 3, 6)));
    }

    @Test
    void exactGeluInPiecesRunsAsOne() {
        Network network =
                Networks.builder()
                        .opset(11)
                        .input("x")
                        .scalar("root", 1.41421356f)
                        .scalar("one", 1)
                        .scalar("half", 0.5f)
                        .node("Div", List.of("x", "root"), "d")
                        .node("Erf", List.of("d"), "e")
                        .node("Add", List.of("e", "one"), "a")
                        .node("Mul", List.of("x", "a"), "m")
                        .node("Mul", List.of("m", "half"), "y")
                        .build("y");
        assertEquals(List.of("Gelu"), operators(Program.whole(network)));
        assertSameAsUnfused(Program.whole(network), Map.of("x", Networks.random(1, 40)));
    }

    @Test
    void geluThroughTanhRunsAsOne() {
        Network network =
                Networks.builder()
                        .opset(11)
                        .input("x")
                        .scalar("three", 3)
                        .scalar("cubic", 0.044715f)
                        .scalar("slope", 0.7978845608f)
                        .scalar("one", 1)
                        .scalar("half", 0.5f)
                        .node("Pow", List.of("x", "three"), "x3")
                        .node("Mul", List.of("x3", "cubic"), "c")
                        .node("Add", List.of("x", "c"), "s")
                        .node("Mul", List.of("s", "slope"), "z")
                        .node("Tanh", List.of("z"), "t")
                        .node("Add", List.of("t", "one"), "a")
                        .node("Mul", List.of("x", "half"), "h")
                        .node("Mul", List.of("h", "a"), "y")
                        .build("y");
        assertEquals(List.of("Gelu"), operators(Program.whole(network)));
        assertSameAsUnfused(Program.whole(network), Map.of("x", Networks.random(1, 40)));
    }

    @Test
    void attentionInPiecesRunsAsOne() {
        Network network =
                Networks.builder()
                        .opset(13)
                        .input("q")
                        .input("k")
                        .input("v")
                        .input("mask")
                        .scalar("root", 2)
                        .node("MatMul", List.of("q", "k"), "qk")
                        .node("Div", List.of("qk", "root"), "scaled")
                        .node("Add", List.of("scaled", "mask"), "masked")
                        .node("Softmax", List.of("masked"), "p", "axis", -1)
                        .node("MatMul", List.of("p", "v"), "y")
                        .build("y");
        Map<String, Tensor> feeds =
                Map.of(
                        "q", Networks.random(1, 2, 3, 5, 4),
                        "k", Networks.random(2, 2, 3, 4, 5),
                        "v", Networks.random(3, 2, 3, 5, 4),
                        "mask", Networks.random(4, 2, 1, 1, 5));
        assertEquals(List.of("Attention"), operators(Program.whole(network)));
        assertSameAsUnfused(Program.whole(network), feeds);
    }

    @Test
    void aProductWithAConstantMatrixTakesInItsBias() {
        Network network =
                Networks.builder()
                        .opset(13)
                        .input("x")
                        .randomWeight("w", 4, 6)
                        .randomWeight("b", 6)
                        .node("MatMul", List.of("x", "w"), "m")
                        .node("Add", List.of("b", "m"), "y")
                        .build("y");
        assertEquals(List.of("Linear"), operators(Program.whole(network)));
        assertSameAsUnfused(Program.whole(network), Map.of("x", Networks.random(1, 2, 3, 4)));
    }
}
