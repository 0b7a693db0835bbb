package org.espalier.analyze;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.analyze.Duel.Contender;
import org.espalier.base.Progress;
import org.espalier.base.UserFacingException;
import org.espalier.compress.LayerStatistics;
import org.espalier.compress.Target;
import org.espalier.compress.prune.Magnitude;
import org.espalier.compress.prune.Wanda;
import org.espalier.model.Layer;
import org.espalier.model.Weight;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class MethodDuelTest {
    private final Layer layer = TestLayers.gemm("fc", 2, 4);
    private final Tensor weight = Tensor.of(Shape.of(2, 4), 8f, 7, 6, 5, 1, 2, 3, 4);

    /** Inputs of norm 1 that do not resemble each other. */
    private final LayerStatistics statistics =
            new LayerStatistics(
                    4,
                    new double[] {1, 1, 1, 1},
                    List.of(
                            Tensor.of(
                                    Shape.of(4, 4),
                                    1f,
                                    0,
                                    0,
                                    0,
                                    0,
                                    1,
                                    0,
                                    0,
                                    0,
                                    0,
                                    1,
                                    0,
                                    0,
                                    0,
                                    0,
                                    1)));

    @Test
    void errorStarvedRowsAndOverlapAreThoseOfTheWeightsThatCameOut() {
        Duel duel = duel(new Target.Sparsity(0.5));

        Contender magnitude = duel.contenders().get(0);
        Contender wanda = duel.contenders().get(1);
        assertEquals("magnitude", magnitude.method());
        assertEquals(30.0 / 204, magnitude.error(), 1e-12);
        assertEquals(1, magnitude.starved(), "the second row loses all");
        assertEquals(66.0 / 204, wanda.error(), 1e-12);
        assertEquals(0, wanda.starved());
        assertEquals(0.5, wanda.sparsity());
        assertTrue(wanda.seconds() > 0);
        assertEquals(0, duel.best());
        assertArrayEquals(new double[] {1, 1.0 / 3}, duel.overlap()[0], 1e-12);
        assertArrayEquals(new double[] {1.0 / 3, 1}, duel.overlap()[1], 1e-12);
    }

    @Test
    void aPatternHasEveryMethodPruneAlikeWhereInputsAreAlike() {
        Duel duel = duel(new Target.NM(2, 4));

        assertEquals(66.0 / 204, duel.contenders().get(0).error(), 1e-12);
        assertEquals(1, duel.overlap()[0][1]);
    }

    @Test
    void oneMethodOrTheSameTwiceIsNoDuel() {
        assertThrows(UserFacingException.class, () -> MethodDuel.check(List.of("wanda")));
        assertThrows(UserFacingException.class, () -> MethodDuel.check(List.of("wanda", "wanda")));
        assertThrows(
                UserFacingException.class,
                () -> MethodDuel.check(List.of("a", "b", "c", "d", "e")));
        MethodDuel.check(List.of("a", "b", "c", "d"));
    }

    private Duel duel(Target target) {
        Weight stored = new Weight(layer.weight(), weight, Weight.Storage.INITIALIZER);
        return new MethodDuel(
                        TestLayers.network(Map.of(layer.weight(), stored)),
                        layer,
                        statistics,
                        new PlainAlgebra())
                .run(List.of(new Magnitude(), new Wanda()), target, Progress.NONE);
    }
}
