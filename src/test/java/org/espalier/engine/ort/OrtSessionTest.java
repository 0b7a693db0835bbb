package org.espalier.engine.ort;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.data.Npz;
import org.espalier.engine.Device;
import org.espalier.engine.Engine;
import org.espalier.engine.Program;
import org.espalier.engine.Session;
import org.espalier.model.format.Samples;
import org.espalier.tensor.DType;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.junit.jupiter.api.Test;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** Whose memory the results of a run are. */
class OrtSessionTest {
    private static final Path REFERENCE =
            Path.of("src/test/resources/models/fashion-resnet14-reference.npz");

    private final Engine engine = new OrtEngineFactory().create(Device.CPU, 1);
    private final Tensor image = Npz.read(REFERENCE).array("image");
    private final Tensor logits = Npz.read(REFERENCE).array("logits");

    @Test
    void aSecondRunOfTheSameShapeGivesTheSameInOtherMemory() {
        try (Session session = engine.open(Program.whole(Samples.cnn()))) {
            Tensor first = run(session, Map.of("image", image), "logits");
            Tensor second = run(session, Map.of("image", image), "logits");
            assertNotSame(first, second);
            assertTrue(first.sameBits(second));
            Tensor zeros = Tensor.zeros(DType.FLOAT32, image.shape());
            Tensor other = run(session, Map.of("image", zeros), "logits");
            assertTrue(!other.sameBits(second));
            assertEquals(logits.floatAt(3), first.floatAt(3), 1e-4);
        }
    }

    @Test
    void aReusingRunGivesTheSameInMemoryThatTheNextOneUsesAgain() {
        Map<String, Tensor> given = Map.of("image", image);
        Map<String, Tensor> zeros = Map.of("image", Tensor.zeros(DType.FLOAT32, image.shape()));
        try (Session session = engine.open(Program.whole(Samples.cnn()))) {
            Tensor kept = run(session, given, "logits");
            Tensor lent = reusing(session, given);
            assertTrue(kept.sameBits(lent));
            Tensor again = reusing(session, zeros);
            assertSame(lent.data(), again.data());
            assertFalse(kept.sameBits(again));
            Tensor own = run(session, given, "logits");
            assertNotSame(own.data(), again.data());
            assertTrue(kept.sameBits(own));
            Tensor one = new Tensor(DType.FLOAT32, Shape.of(1, 1, 28, 28), part(image));
            assertEquals(Shape.of(1, 10), reusing(session, Map.of("image", one)).shape());
            assertTrue(kept.sameBits(reusing(session, given)));
        }
    }

    private static Tensor reusing(Session session, Map<String, Tensor> given) {
        return Objects.requireNonNull(session.runReusing(given).get("logits"));
    }

    private static MemorySegment part(Tensor images) {
        return images.data().asSlice(0, 28 * 28 * Float.BYTES);
    }

    @Test
    void theBatchMayChangeBetweenRuns() {
        Tensor one = new Tensor(DType.FLOAT32, Shape.of(1, 1, 28, 28), part(image));
        try (Session session = engine.open(Program.whole(Samples.cnn()))) {
            session.run(Map.of("image", image));
            Tensor result = run(session, Map.of("image", one), "logits");
            assertEquals(Shape.of(1, 10), result.shape());
            assertEquals(logits.floatAt(3), result.floatAt(3), 1e-4);
        }
    }

    private static Tensor run(Session session, Map<String, Tensor> given, String name) {
        return Objects.requireNonNull(session.run(given).get(name));
    }
}
