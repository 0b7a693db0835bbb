package org.espalier.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.espalier.tensor.DType;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class ShapeInferenceTest {
    private final Networks.Builder network =
            Networks.builder().input("x", DType.FLOAT32, "batch", 3, 8, 10);

    @Test
    void aSliceMayBeginAtTheSmallestNumberOfAll() {
        network.node("Shape", List.of("x"), "shape")
                .ints("begin", Long.MIN_VALUE)
                .ints("end", -1)
                .node("Slice", List.of("shape", "begin", "end"), "front")
                .ints("rest", -1)
                .node("Concat", List.of("front", "rest"), "target", "axis", 0)
                .node("Reshape", List.of("x", "target"), "y");
        assertEquals("[2, 3, 8, 10]", dims("y"));
    }

    @ParameterizedTest
    @CsvSource({"-7, 3, 0, 2", "-7, 3, 1, -1", "7, -3, 0, -2", "7, -3, 1, 1"})
    void remaindersHaveTheSignOfTheDivisorOrAsInC(long a, long b, long fmod, long expected) {
        network.ints("a", a)
                .ints("b", b)
                .node("Mod", List.of("a", "b"), "mod", "fmod", fmod)
                .ints("more", 3)
                .node("Add", List.of("mod", "more"), "size")
                .node("Expand", List.of("one", "size"), "y")
                .ints("one", 1);
        assertEquals("[" + (expected + 3) + "]", dims("y"));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 1, '6, 8'",
        "1, 2, 1, '4, 5'",
        "2, 1, 2, '8, 10'",
    })
    void convolutionsFollowPadsStridesAndDilations(long pad, long stride, long step, String hw) {
        network.weight("w", Networks.random(1, 5, 3, 3, 3))
                .node(
                        "Conv",
                        List.of("x", "w"),
                        "y",
                        "pads",
                        new long[] {pad, pad, pad, pad},
                        "strides",
                        new long[] {stride, stride},
                        "dilations",
                        new long[] {step, step});
        assertEquals("[2, 5, " + hw + "]", dims("y"));
    }

    @Test
    void automaticPaddingKeepsTheSizeOverTheStride() {
        network.weight("w", Networks.random(1, 5, 3, 3, 3))
                .node(
                        "Conv",
                        List.of("x", "w"),
                        "y",
                        "auto_pad",
                        "SAME_UPPER",
                        "strides",
                        new long[] {3, 3});
        assertEquals("[2, 5, 3, 4]", dims("y"));
    }

    @Test
    void poolingMayRoundUpButStartsNoWindowInThePadding() {
        long[] two = {2, 2};
        long[] three = {3, 3};
        network.node("MaxPool", List.of("x"), "down", "kernel_shape", three, "strides", two)
                .node(
                        "MaxPool",
                        List.of("x"),
                        "up",
                        "kernel_shape",
                        three,
                        "strides",
                        two,
                        "ceil_mode",
                        1)
                .node("GlobalAveragePool", List.of("x"), "all");
        assertEquals("[2, 3, 3, 4]", dims("down"));
        assertEquals("[2, 3, 4, 5]", dims("up"));
        assertEquals("[2, 3, 1, 1]", dims("all"));
    }

    @Test
    void transposedConvolutionsGrow() {
        network.weight("w", Networks.random(1, 3, 4, 2, 2))
                .node("ConvTranspose", List.of("x", "w"), "y", "strides", new long[] {2, 2});
        assertEquals("[2, 4, 16, 20]", dims("y"));
    }

    @Test
    void reshapesAreComputedFromShapesThatTheGraphComputes() {
        network.constant("zero", Tensor.of(Shape.of(), 0L))
                .ints("axis", 0)
                .ints("heads", 3, -1)
                .node("Shape", List.of("x"), "s")
                .node("Gather", List.of("s", "zero"), "n")
                .node("Unsqueeze", List.of("n", "axis"), "n1")
                .node("Concat", List.of("n1", "heads"), "target", "axis", 0)
                .node("Reshape", List.of("x", "target"), "y");
        assertEquals("[2, 3, 80]", dims("y"));
    }

    @Test
    void masksAreExpandedToSizesThatTheGraphComputes() {
        network.ints("minus", -1)
                .ints("target", 1, -1, 8, 10)
                .ints("wanted", 4)
                .ints("ones", 1, 1, 1, 1)
                .node("Equal", List.of("target", "minus"), "free")
                .node("Where", List.of("free", "ones", "target"), "size")
                .node("Expand", List.of("x", "size"), "y");
        assertEquals("[2, 3, 8, 10]", dims("y"));
    }

    @Test
    void rangesAndConstantsHaveTheSizeThatIsAskedFor() {
        network.constant("zero", Tensor.of(Shape.of(), 0L))
                .constant("one", Tensor.of(Shape.of(), 1L))
                .ints("at", 3)
                .ints("no", 0)
                .node("Shape", List.of("x"), "s")
                .node("Gather", List.of("s", "at"), "w1")
                .node("Squeeze", List.of("w1", "no"), "w")
                .node("Mul", List.of("w", "w"), "ww")
                .node("Range", List.of("zero", "ww", "one"), "r")
                .node("ConstantOfShape", List.of("s"), "c", "value", Tensor.of(Shape.of(1), 7L));
        assertEquals("[100]", dims("r"));
        assertEquals("[2, 3, 8, 10]", dims("c"));
        assertEquals(Optional.of(DType.INT64), infer().dtype("c"));
    }

    @Test
    void slicesTakeAttributesOrInputsAndStepBackwards() {
        network.ints("s", 1, -1)
                .ints("e", 3, Long.MIN_VALUE + 20)
                .ints("a", 1, 3)
                .ints("t", 1, -3)
                .node("Slice", List.of("x", "s", "e", "a", "t"), "y")
                .node(
                        "Slice",
                        List.of("x"),
                        "old",
                        "starts",
                        new long[] {2},
                        "ends",
                        new long[] {-1},
                        "axes",
                        new long[] {2});
        assertEquals("[2, 2, 8, 4]", dims("y"));
        assertEquals("[2, 3, 5, 10]", dims("old"));
    }

    @Test
    void productsBroadcastTheirBatches() {
        network.weight("m", Networks.random(1, 10, 4))
                .weight("v", Networks.random(1, 10))
                .node("MatMul", List.of("x", "m"), "a")
                .node("MatMul", List.of("x", "v"), "b")
                .node("MatMul", List.of("v", "m"), "c")
                .node("Einsum", List.of("x", "m"), "d", "equation", "bchw,wo->bcho");
        assertEquals("[2, 3, 8, 4]", dims("a"));
        assertEquals("[2, 3, 8]", dims("b"));
        assertEquals("[4]", dims("c"));
        assertEquals("[2, 3, 8, 4]", dims("d"));
    }

    @Test
    void reductionsKeepOrDropTheirAxes() {
        network.ints("last", -1)
                .node("ReduceMean", List.of("x"), "a", "axes", new long[] {2, 3}, "keepdims", 0)
                .node("ReduceMean", List.of("x", "last"), "b")
                .node("ReduceSum", List.of("x"), "c", "keepdims", 0)
                .node("ArgMax", List.of("x"), "d", "axis", 1, "keepdims", 0);
        assertEquals("[2, 3]", dims("a"));
        assertEquals("[2, 3, 8, 1]", dims("b"));
        assertEquals("[]", dims("c"));
        assertEquals("[2, 8, 10]", dims("d"));
        assertEquals(Optional.of(DType.INT64), infer().dtype("d"));
    }

    @Test
    void piecesAreCutAndJoined() {
        network.ints("sizes", 1, 2)
                .ints("pads", 0, 0, 1, 1, 0, 0, 2, 2)
                .named("s", "Split", List.of("x", "sizes"), List.of("a", "b"), "axis", 1)
                .node("Concat", List.of("a", "b", "a"), "c", "axis", 1)
                .node("Pad", List.of("x", "pads"), "d")
                .node("Flatten", List.of("x"), "e", "axis", 2)
                .node("Transpose", List.of("x"), "f", "perm", new long[] {0, 2, 3, 1})
                .node("DepthToSpace", List.of("f"), "g", "blocksize", 2);
        assertEquals("[2, 2, 8, 10]", dims("b"));
        assertEquals("[2, 4, 8, 10]", dims("c"));
        assertEquals("[2, 3, 11, 13]", dims("d"));
        assertEquals("[6, 80]", dims("e"));
        assertEquals("[2, 8, 10, 3]", dims("f"));
        assertEquals("[2, 2, 20, 6]", dims("g"));
    }

    @Test
    void anUnknownOperatorLeavesItsOutputUnknownUnlessTheFileStatesIt() {
        network.node("Mystery", List.of("x"), "y").node("Relu", List.of("y"), "z");
        Graph graph = network.graph("g");
        ValueInfo stated = new ValueInfo("y", DType.FLOAT16, List.of(Dim.of(4), Dim.of(5)));
        Graph with =
                new Graph(
                        "g",
                        graph.inputs(),
                        graph.outputs(),
                        graph.nodes(),
                        graph.weights(),
                        Map.of("y", stated));
        assertEquals(Optional.empty(), infer().shape("z"));
        ShapeInference known = ShapeInference.of(network.build().withGraph(with), Map.of());
        assertEquals(Optional.of(Shape.of(4, 5)), known.shape("z"));
        assertEquals(Optional.of(DType.FLOAT16), known.dtype("z"));
    }

    @Test
    void aNodeThatBreaksItsOperatorsRulesIsUnknown() {
        network.ints("bad", 7, 7, 7)
                .node("Reshape", List.of("x", "bad"), "r")
                .node("Transpose", List.of("x"), "t", "perm", new long[] {9})
                .node("Add", List.of("x", "bad"), "a");
        assertEquals(Optional.empty(), infer().shape("t"));
        assertEquals(Optional.empty(), infer().shape("a"));
    }

    private ShapeInference infer() {
        return ShapeInference.of(network.build(), Map.of("batch", 2L));
    }

    private String dims(String value) {
        return infer().shape(value).map(shape -> Arrays.toString(shape.dims())).orElse("unknown");
    }
}
