package org.espalier.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.base.Progress;
import org.espalier.base.UserFacingException;
import org.espalier.data.Dataset;
import org.espalier.data.Datasets;
import org.espalier.engine.Device;
import org.espalier.engine.Engine;
import org.espalier.engine.ort.OrtEngineFactory;
import org.espalier.model.Network;
import org.espalier.model.Networks;
import org.espalier.model.format.Samples;
import org.espalier.tensor.DType;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.espalier.tensor.nd4j.Nd4jLinearAlgebra;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;

class ResponsesTest {
    private static final Path CNN_DATA = Path.of("samples/fashion-resnet14");

    private final Engine engine = new OrtEngineFactory().create(Device.CPU, 2);
    private final Judge judge = new Judge(new Nd4jLinearAlgebra(1));

    @Test
    void theSampleClassifierKnowsItsTestSet() {
        Network network = Samples.cnn();
        Dataset data =
                Datasets.open(
                        Path.of(CNN_DATA + "/t10k-images-idx3-ubyte.gz"), network, Samples.CNN);
        Responses responses = Responses.collect(engine, network, data, 250, Progress.NONE);
        Evaluation evaluation = judge.evaluate(responses, data);
        assertEquals("top1", evaluation.metric());
        assertEquals(Wilson.interval(9334, 10000), evaluation.top(1));
        assertTrue(evaluation.top(5).value() > 0.99);
        assertEquals(10, evaluation.byClass().length);
    }

    @Test
    void rowsComeInTheOrderOfTheSamples() {
        Responses responses = collect(scaling(), new FixedData(List.of("a", "b"), 0, 1, 1, 0, 1));
        assertEquals(ModelOutput.Kind.CLASS_SCORES, responses.kind());
        assertEquals(Shape.of(5, 2), responses.rows().shape());
        assertEquals(4 * 3, responses.rows().floatAt(9));
        assertArrayEquals(new int[] {0, 1, 1, 0, 1}, responses.labels());
    }

    @Test
    void someSamplesCanBeSelected() {
        Responses some =
                collect(scaling(), new FixedData(List.of("a", "b"), 0, 1, 1, 0, 1))
                        .select(new int[] {4, 1});
        assertEquals(Shape.of(2, 2), some.rows().shape());
        assertEquals(4 * 2, some.rows().floatAt(0));
        assertEquals(1 * 3, some.rows().floatAt(3));
        assertArrayEquals(new int[] {1, 1}, some.labels());
    }

    @Test
    void aModelIsFaithfulToItself() {
        Responses responses = collect(scaling(), new FixedData(List.of(), 0, 0, 0));
        Fidelity fidelity = responses.fidelityOf(responses, 1);
        assertEquals(new Estimate(0, 0, 0), fidelity.kl());
        assertEquals(3, fidelity.samples());
    }

    @Test
    void tokensAreAveragedWhereTheMaskIsOne() {
        Tensor hidden = Tensor.of(Shape.of(1, 3, 2), 1f, 2f, 3f, 4f, 100f, 100f);
        Tensor mask = Tensor.of(Shape.of(1, 3), 1L, 1L, 0L);
        Tensor pooled = MeanPooling.pool(hidden, mask);
        assertEquals(2, pooled.floatAt(0));
        assertEquals(3, pooled.floatAt(1));
        assertEquals(104f / 3, MeanPooling.pool(hidden, null).floatAt(0), 1e-5);
    }

    @Test
    void withoutLabelsThereIsNoAccuracy() {
        FixedData data = new FixedData(List.of(), 0, 0);
        Responses responses = collect(scaling(), data);
        UserFacingException e =
                assertThrows(UserFacingException.class, () -> judge.evaluate(responses, data));
        assertTrue(e.getMessage().contains("has no labels"), e.getMessage());
    }

    @Test
    void embeddingsNeedSplitsForTheProbe() {
        FixedData data = new FixedData(List.of("a"), 0, 0);
        Responses embeddings =
                new Responses(
                        ModelOutput.Kind.TOKEN_EMBEDDINGS,
                        Tensor.zeros(DType.FLOAT32, Shape.of(2, 4)),
                        new int[2]);
        UserFacingException e =
                assertThrows(UserFacingException.class, () -> judge.evaluate(embeddings, data));
        assertTrue(e.getMessage().contains("splits \"train\" and \"test\""), e.getMessage());
    }

    private Responses collect(Network network, Dataset data) {
        return Responses.collect(engine, network, data, 2, Progress.NONE);
    }

    /** logits = (2 x, 3 x). */
    private static Network scaling() {
        return Networks.builder()
                .input("x", DType.FLOAT32, "batch", 1)
                .weight("w", Tensor.of(Shape.of(1, 2), 2f, 3f))
                .node("MatMul", List.of("x", "w"), "logits")
                .output("logits", DType.FLOAT32, "batch", 2)
                .build();
    }
}
