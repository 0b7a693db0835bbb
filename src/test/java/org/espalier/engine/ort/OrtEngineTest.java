package org.espalier.engine.ort;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.base.UserFacingException;
import org.espalier.data.Npz;
import org.espalier.engine.Device;
import org.espalier.engine.Engine;
import org.espalier.engine.Program;
import org.espalier.engine.Session;
import org.espalier.model.Network;
import org.espalier.model.Networks;
import org.espalier.model.format.Samples;
import org.espalier.tensor.DType;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

class OrtEngineTest {
    private static final Path REFERENCE =
            Path.of("src/test/resources/models/fashion-resnet14-reference.npz");

    private final Engine engine = new OrtEngineFactory().create(Device.CPU, 1);
    private final Tensor image = Npz.read(REFERENCE).array("image");
    private final Tensor logits = Npz.read(REFERENCE).array("logits");

    @Test
    void theSampleClassifierMeetsPyTorchsLogits() {
        Network network = Samples.cnn();
        try (Session session = engine.open(Program.whole(network))) {
            assertEquals(Set.of("logits"), session.run(Map.of("image", image)).keySet());
            assertClose(logits, run(session, Map.of("image", image), "logits"), 1e-4);
        }
    }

    @Test
    void whatIsTappedCanBeFedAtACut() {
        Network network = Samples.cnn();
        String tap = "relu1/out";
        Tensor inner;
        try (Session session = engine.open(Program.whole(network).alsoFetching(List.of(tap)))) {
            inner = run(session, Map.of("image", image), tap);
        }
        assertEquals(Shape.of(64, 16, 28, 28), inner.shape());
        try (Session rest = engine.open(new Program(network, List.of(tap), List.of("logits")))) {
            assertClose(logits, run(rest, Map.of(tap, inner), "logits"), 1e-4);
        }
    }

    @Test
    void aFedWeightReplacesTheStoredOne() {
        Network network = Samples.cnn();
        Tensor halved = Tensor.zeros(DType.FLOAT32, network.weight("fc.weight").shape());
        for (long i = 0; i < halved.count(); i++) {
            halved.setDouble(i, network.weight("fc.weight").floatAt(i) / 2);
        }
        Tensor expected = whole(network.withWeights(Map.of("fc.weight", halved)), image);
        Program program = Program.whole(network).alsoFeeding(List.of("fc.weight"));
        try (Session session = engine.open(program)) {
            Tensor stored =
                    run(
                            session,
                            Map.of("image", image, "fc.weight", network.weight("fc.weight")),
                            "logits");
            assertClose(logits, stored, 1e-4);
            Tensor fed = run(session, Map.of("image", image, "fc.weight", halved), "logits");
            assertClose(expected, fed, 1e-5);
        }
    }

    @Test
    void aConstantNodesTensorCanBeFed() {
        Network network =
                Networks.builder()
                        .input("x", DType.FLOAT32, "n")
                        .constant("c", Tensor.of(Shape.of(1), 10f))
                        .node("Add", List.of("x", "c"), "y")
                        .output("y", DType.FLOAT32, "n")
                        .build();
        Tensor x = Tensor.of(Shape.of(2), 1f, 2f);
        assertArrayEquals(new float[] {11, 12}, floats(run(network, Map.of("x", x), "y")));
        Tensor c = Tensor.of(Shape.of(1), 20f);
        assertArrayEquals(new float[] {21, 22}, floats(run(network, Map.of("x", x, "c", c), "y")));
    }

    @Test
    void aCutTakesTheTypeAndRankOfWhatIsFed() {
        Network network =
                Networks.builder()
                        .input("x", DType.FLOAT32, "n")
                        .node("Cast", List.of("x"), "i", "to", 7)
                        .node("Add", List.of("i", "i"), "y")
                        .output("y", DType.INT64, "n")
                        .build();
        Program program = new Program(network, List.of("i"), List.of("y"));
        try (Session session = engine.open(program)) {
            Tensor vector = Tensor.of(Shape.of(2), 3L, 4L);
            assertArrayEquals(new long[] {6, 8}, run(session, Map.of("i", vector), "y").toLongs());
            Tensor matrix = Tensor.of(Shape.of(2, 1), 5f, 6f);
            Tensor sum = run(session, Map.of("i", matrix), "y");
            assertEquals(DType.FLOAT32, sum.dtype());
            assertArrayEquals(new float[] {10, 12}, floats(sum));
        }
    }

    @Test
    void aBodyTakesWhatItNeedsFromAround() {
        Network network = branching();
        Tensor x = Tensor.of(Shape.of(2), 1f, 2f);
        Tensor yes = Tensor.zeros(DType.BOOL, Shape.of());
        yes.data().fill((byte) 1);
        Tensor no = Tensor.zeros(DType.BOOL, Shape.of());
        assertArrayEquals(
                new float[] {6, 12}, floats(run(network, Map.of("x", x, "flag", yes), "y")));
        assertArrayEquals(
                new float[] {1, 2}, floats(run(network, Map.of("x", x, "flag", no), "y")));
        Tensor cut = Tensor.of(Shape.of(2), 10f, 20f);
        assertArrayEquals(
                new float[] {30, 60},
                floats(run(network, Map.of("x", x, "twice", cut, "flag", yes), "y")));
    }

    /** y = flag ? 3 * (2 x) : x, where 2 x and 3 are computed outside of the branch. */
    private static Network branching() {
        var then =
                Networks.builder()
                        .node("Mul", List.of("twice", "three"), "a")
                        .output("a", DType.FLOAT32, "n")
                        .graph("then");
        var otherwise =
                Networks.builder()
                        .node("Identity", List.of("x"), "b")
                        .output("b", DType.FLOAT32, "n")
                        .graph("else");
        return Networks.builder()
                .input("x", DType.FLOAT32, "n")
                .input("flag", DType.BOOL)
                .weight("three", Tensor.of(Shape.of(1), 3f))
                .node("Add", List.of("x", "x"), "twice")
                .node("Neg", List.of("x"), "unused")
                .node("If", List.of("flag"), "y", "then_branch", then, "else_branch", otherwise)
                .output("y", DType.FLOAT32, "n")
                .build();
    }

    @Test
    void onlyTheNeededNodesRun() {
        PartialGraph part =
                new PartialGraph(
                        new Program(branching(), List.of("x", "twice", "flag"), List.of("y")));
        assertEquals(List.of("If -> y"), part.nodes().stream().map(node -> node.name()).toList());
        assertEquals(List.of("twice"), part.cuts());
    }

    @Test
    void runsAnLstm() {
        Network network =
                Networks.builder()
                        .input("x", DType.FLOAT32, "tokens", "batch", 1)
                        .weight("w", Tensor.of(Shape.of(1, 4, 1), 1f, 1f, 1f, 1f))
                        .weight("r", Tensor.of(Shape.of(1, 4, 1), 0f, 0f, 0f, 0f))
                        .named(
                                "lstm",
                                "LSTM",
                                List.of("x", "w", "r"),
                                List.of("all", "last"),
                                "hidden_size",
                                1)
                        .output("last", DType.FLOAT32, 1, "batch", 1)
                        .build();
        Tensor x = Tensor.of(Shape.of(2, 1, 1), 1f, -2f);
        double cell = sigmoid(1) * Math.tanh(1);
        cell = sigmoid(-2) * cell + sigmoid(-2) * Math.tanh(-2);
        double hidden = sigmoid(-2) * Math.tanh(cell);
        Tensor last = run(network, Map.of("x", x), "last");
        assertEquals(hidden, last.floatAt(0), 1e-6);
        assertEquals(List.of(), engine.unsupported(network));
    }

    @Test
    void runsADetectorWhoseOutputSizeDependsOnTheValues() {
        Network network = detector();
        assertEquals(List.of(), engine.unsupported(network));
        Tensor apart =
                Tensor.of(Shape.of(1, 3, 4), 0f, 0f, 1f, 1f, 0f, 5f, 1f, 6f, 0f, 10f, 1f, 11f);
        Tensor overlapping =
                Tensor.of(Shape.of(1, 3, 4), 0f, 0f, 1f, 1f, 0f, .1f, 1f, 1.1f, 0f, 10f, 1f, 11f);
        Tensor scores = Tensor.of(Shape.of(1, 1, 3), .9f, .8f, .7f);
        try (Session session = engine.open(Program.whole(network))) {
            for (int round = 0; round < 2; round++) {
                Tensor all = run(session, Map.of("boxes", apart, "scores", scores), "selected");
                assertArrayEquals(new long[] {0, 0, 0, 0, 0, 1, 0, 0, 2}, all.toLongs());
                Tensor fewer =
                        run(session, Map.of("boxes", overlapping, "scores", scores), "selected");
                assertArrayEquals(new long[] {0, 0, 0, 0, 0, 2}, fewer.toLongs());
            }
        }
    }

    private static Network detector() {
        return Networks.builder()
                .input("boxes", DType.FLOAT32, 1, "n", 4)
                .input("scores", DType.FLOAT32, 1, 1, "n")
                .ints("most", 3)
                .weight("iou", Tensor.of(Shape.of(1), .5f))
                .node("NonMaxSuppression", List.of("boxes", "scores", "most", "iou"), "selected")
                .named("topk", "TopK", List.of("scores", "one"), List.of("best", "index"))
                .ints("one", 1)
                .output("selected", DType.INT64, "k", 3)
                .output("best", DType.FLOAT32, 1, 1, 1)
                .build();
    }

    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {
                "FLOAT32",
                "FLOAT16",
                "BFLOAT16",
                "FLOAT64",
                "INT8",
                "INT16",
                "INT32",
                "INT64",
                "UINT8",
                "BOOL"
            })
    void everyTypeOfTheJavaInterfacePassesThrough(DType dtype) {
        Network network =
                Networks.builder()
                        .input("x", dtype, 2)
                        .node("Identity", List.of("x"), "y")
                        .output("y", dtype, 2)
                        .build();
        Tensor x = Tensor.of(Shape.of(2), 0f, 1f).cast(dtype);
        assertTrue(x.sameBits(run(network, Map.of("x", x), "y")));
    }

    @Test
    void aTypeThatCannotCrossIsNamed() {
        Network network =
                Networks.builder()
                        .input("x", DType.UINT32, 1)
                        .node("Identity", List.of("x"), "y")
                        .output("y", DType.UINT32, 1)
                        .build();
        Tensor x = Tensor.zeros(DType.UINT32, Shape.of(1));
        assertSays("\"x\" has the type UINT32", () -> run(network, Map.of("x", x), "y"));
    }

    @Test
    void unknownOperatorsAreNamedWithoutRunning() {
        Network network =
                Networks.builder()
                        .input("x", DType.FLOAT32, 1)
                        .node("Relu", List.of("x"), "r")
                        .node("Sparkle", List.of("r"), "s")
                        .node("Glitter", List.of("s"), "y")
                        .output("y", DType.FLOAT32, 1)
                        .build();
        assertEquals(List.of("ai.onnx:Glitter", "ai.onnx:Sparkle"), engine.unsupported(network));
        assertSays("Sparkle", () -> engine.open(Program.whole(network)));
    }

    @Test
    void aFailureNamesItsNode() {
        Network network =
                Networks.builder()
                        .input("x", DType.FLOAT32, "n")
                        .weight("w", Tensor.of(Shape.of(3), 1f, 2f, 3f))
                        .named("adder", "Add", List.of("x", "w"), List.of("y"))
                        .output("y", DType.FLOAT32, "n")
                        .build();
        Tensor x = Tensor.of(Shape.of(2), 1f, 2f);
        assertSays("at the node \"adder\" (Add)", () -> run(network, Map.of("x", x), "y"));
    }

    @Test
    void anInputLeftOutIsNamed() {
        try (Session session = engine.open(Program.whole(Samples.cnn()))) {
            assertSays("input \"image\"", () -> session.run(Map.of()));
        }
    }

    @Test
    void aFetchThatNothingComputesIsNamed() {
        Program program = new Program(Samples.cnn(), List.of("image"), List.of("nowhere"));
        assertSays("\"nowhere\"", () -> engine.open(program));
    }

    @Test
    void gpusAreLeftToPyTorch() {
        OrtEngineFactory factory = new OrtEngineFactory();
        assertEquals(List.of(Device.CPU), factory.devices());
        assertSays("gpu:0", () -> factory.create(new Device(Device.Kind.CUDA, 0), 1));
    }

    private Tensor whole(Network network, Tensor image) {
        return run(network, Map.of("image", image), "logits");
    }

    private Tensor run(Network network, Map<String, Tensor> feeds, String fetch) {
        Program program = new Program(network, List.copyOf(feeds.keySet()), List.of(fetch));
        try (Session session = engine.open(program)) {
            return run(session, feeds, fetch);
        }
    }

    private static Tensor run(Session session, Map<String, Tensor> feeds, String fetch) {
        return Objects.requireNonNull(session.run(feeds).get(fetch));
    }

    private static void assertSays(String part, org.junit.jupiter.api.function.Executable call) {
        UserFacingException e = assertThrows(UserFacingException.class, call);
        assertTrue(e.getMessage().contains(part), e.getMessage());
    }

    private static void assertClose(Tensor expected, Tensor actual, double tolerance) {
        assertEquals(expected.shape(), actual.shape());
        for (long i = 0; i < expected.count(); i++) {
            assertEquals(expected.floatAt(i), actual.floatAt(i), tolerance);
        }
    }

    private static float[] floats(Tensor tensor) {
        float[] values = new float[Math.toIntExact(tensor.count())];
        for (int i = 0; i < values.length; i++) {
            values[i] = tensor.floatAt(i);
        }
        return values;
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
