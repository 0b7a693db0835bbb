package org.espalier.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.Size;

import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Objects;

class FidelityTest {

    @Test
    void divergenceRunsFromTheOriginalToTheCandidate() {
        // p = (0.9, 0.1), q = (0.5, 0.5): KL(p||q) = 0.9 ln 1.8 + 0.1 ln 0.2.
        Tensor original = Tensor.of(Shape.of(1, 2), (float) Math.log(9), 0f);
        Tensor candidate = Tensor.of(Shape.of(1, 2), 0f, 0f);
        Fidelity fidelity = scores(original, candidate);
        assertEquals(0.3680642, estimate(fidelity.kl()).value(), 1e-6);
    }

    @Test
    void aModelIsFaithfulToItself() {
        Tensor scores = Tensor.of(Shape.of(2, 3), 1f, 2f, 3f, -1f, 0f, 5f);
        Fidelity fidelity = scores(scores, scores);
        assertEquals(new Estimate(0, 0, 0), fidelity.kl());
        assertEquals(1, fidelity.cosine().value(), 1e-12);
        assertEquals(Wilson.interval(2, 2), fidelity.agreement());
        assertEquals(2, fidelity.samples());
    }

    @Test
    void agreementCountsTheSameBestClass() {
        Tensor original = Tensor.of(Shape.of(2, 2), 1f, 2f, 2f, 1f);
        Tensor candidate = Tensor.of(Shape.of(2, 2), 0f, 9f, 0f, 9f);
        assertEquals(0.5, estimate(scores(original, candidate).agreement()).value());
    }

    @Test
    void embeddingsAreComparedByDirectionAlone() {
        Fidelity fidelity =
                Fidelity.ofEmbeddings(
                        Tensor.of(Shape.of(1, 2), 3f, 4f), Tensor.of(Shape.of(1, 2), 4f, 3f), 1);
        assertEquals(0.96, fidelity.cosine().value(), 1e-9);
        assertNull(fidelity.kl());
        assertEquals(
                List.of("cosine"),
                fidelity.quality(new Provenance("m", "d", 1, Map.of(), "cpu")).stream()
                        .map(Quality::metric)
                        .toList());
    }

    @Test
    void outputsOfDifferentShapesAreRefused() {
        Tensor two = Tensor.of(Shape.of(1, 2), 1f, 2f);
        Tensor three = Tensor.of(Shape.of(1, 3), 1f, 2f, 3f);
        assertThrows(IllegalArgumentException.class, () -> Fidelity.ofEmbeddings(two, three, 1));
    }

    @Property(tries = 100)
    void divergenceIsNeverNegative(
            @ForAll @Size(6) List<@FloatRange(min = -40, max = 40) Float> values) {
        float[] p = {values.get(0), values.get(1), values.get(2)};
        float[] q = {values.get(3), values.get(4), values.get(5)};
        Fidelity fidelity = scores(Tensor.of(Shape.of(1, 3), p), Tensor.of(Shape.of(1, 3), q));
        assertEquals(true, estimate(fidelity.kl()).value() >= 0);
    }

    private static Estimate estimate(@Nullable Estimate estimate) {
        return Objects.requireNonNull(estimate);
    }

    private static Fidelity scores(Tensor original, Tensor candidate) {
        return Fidelity.ofClassScores(original, candidate, 1);
    }
}
