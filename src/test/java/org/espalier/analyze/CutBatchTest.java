package org.espalier.analyze;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.espalier.analyze.SensitivityTable.Measure;
import org.espalier.data.Batch;
import org.espalier.engine.Session;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Set;

class CutBatchTest {
    private static final Tensor HIDDEN =
            Tensor.of(Shape.of(2, 2, 2), 1f, 2f, 3f, 4f, 5f, 6f, 100f, 100f);

    @Test
    void judgesASentenceByTheMeanOverItsTokensWithoutPadding() {
        CutBatch batch = batch(HIDDEN);

        assertArrayEquals(new float[] {2, 3, 5, 6}, batch.original().toFloats());
        assertArrayEquals(new float[] {2, 3, 5, 6}, batch.answer(HIDDEN).toFloats());
    }

    @Test
    void leavesClassScoresAsTheyAre() {
        Tensor scores = Tensor.of(Shape.of(2, 2), 1f, 2f, 3f, 4f);

        assertArrayEquals(new float[] {1, 2, 3, 4}, batch(scores).original().toFloats());
    }

    @Test
    void keepsOnlyWhatIsLiveAndFeedsOnlyWhatIsAskedFor() {
        CutBatch batch = batch(HIDDEN);

        assertEquals(Set.of("inner", "attention_mask"), batch.values().keySet());
        assertEquals(Set.of("inner"), batch.feeds(List.of("inner", "other")).keySet());
    }

    @Test
    void measuresTheAngleBetweenEmbeddings() {
        OutputDamage damage = OutputDamage.of(Measure.COSINE_DISTANCE);
        Tensor a = Tensor.of(Shape.of(3, 2), 1f, 0f, 1f, 1f, 0f, 0f);
        Tensor b = Tensor.of(Shape.of(3, 2), 0f, 1f, 2f, 2f, 1f, 0f);

        assertEquals(1 + 0 + 1, damage.sum(a, b, new int[0]), 1e-12);
        assertEquals(0, damage.sum(a, a, new int[0]), 1e-12);
    }

    private static CutBatch batch(Tensor output) {
        Tensor mask = Tensor.of(Shape.of(2, 2), 1L, 1L, 1L, 0L);
        Tensor inner = Tensor.of(Shape.of(2), 7f, 8f);
        Session session =
                new Session() {
                    @Override
                    public Map<String, Tensor> run(Map<String, Tensor> feeds) {
                        return Map.of("out", output, "inner", inner);
                    }

                    @Override
                    public void close() {}
                };
        Batch batch = new Batch(Map.of("attention_mask", mask), new int[0]);
        return CutBatch.run(session, batch, List.of("inner", "attention_mask"), "out");
    }
}
