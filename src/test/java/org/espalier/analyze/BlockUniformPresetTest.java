package org.espalier.analyze;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.analyze.Preset.Plan;
import org.espalier.analyze.Preset.Request;
import org.espalier.compress.Target.Sparsity;
import org.espalier.compress.prune.Scope;
import org.espalier.model.Block;
import org.espalier.model.Layer;
import org.junit.jupiter.api.Test;

import java.util.List;

class BlockUniformPresetTest {
    private static final double[] GRID = {0.25, 0.5, 0.75};
    private static final double[] TOUGH = {0.1, 0.3, 0.9};
    private static final double[] TENDER = {0.001, 0.002, 0.01};

    private final List<Layer> layers =
            List.of(
                    TestLayers.gemm("h.0.q", 8, 64),
                    TestLayers.gemm("h.0.up", 8, 64),
                    TestLayers.gemm("h.1.q", 8, 64),
                    TestLayers.gemm("h.1.up", 8, 64),
                    TestLayers.gemm("pooler", 4, 64));
    private final Preset preset =
            new BlockUniformPreset(
                    () ->
                            List.of(
                                    new Block("h.0", layers.subList(0, 2), null, null),
                                    new Block("h.1", layers.subList(2, 4), null, null)));

    private Plan plan(double sparsity) {
        double[][] damage = {TOUGH, TENDER, TENDER, TENDER, TOUGH};
        return preset.plan(
                new Request(
                        TestLayers.table(layers, GRID, damage),
                        layers,
                        Schedule.uniform(layers, new Sparsity(0)),
                        LayerScopes.all(Scope.ROW),
                        sparsity));
    }

    private double share(Plan plan, int layer) {
        return plan.schedule().target(layers.get(layer).id()).orElseThrow().sparsity();
    }

    @Test
    void everyBlockHasTheSameSparsityAndItsLayersThatOfLeastDamage() {
        Plan plan = plan(0.375);

        assertEquals(0.375, (share(plan, 0) + share(plan, 1)) / 2, 0.01);
        assertEquals(0.375, (share(plan, 2) + share(plan, 3)) / 2, 0.01);
        assertEquals(0.375, share(plan, 4), 0.01, "what is outside is alike");
        assertTrue(share(plan, 0) < 0.05, "the tough layer of the first block is spared");
        assertEquals(plan.wanted(), plan.zeros());
    }

    @Test
    void theBudgetedPresetTakesFromWhereItHurtsLeast() {
        Plan uniform = plan(0.375);
        double[][] damage = {TOUGH, TENDER, TENDER, TENDER, TOUGH};
        Plan free =
                new BudgetSolver()
                        .plan(
                                new Request(
                                        TestLayers.table(layers, GRID, damage),
                                        layers,
                                        Schedule.uniform(layers, new Sparsity(0)),
                                        LayerScopes.all(Scope.ROW),
                                        0.375));

        assertTrue(free.damage() < uniform.damage(), free.damage() + " " + uniform.damage());
        assertTrue(uniform.gap() > 0);
    }
}
