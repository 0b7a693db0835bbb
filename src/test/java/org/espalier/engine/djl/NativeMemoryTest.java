package org.espalier.engine.djl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;

import org.espalier.base.UserFacingException;
import org.espalier.engine.Device;
import org.espalier.engine.Precision;
import org.espalier.engine.Program;
import org.espalier.engine.djl.operator.Operators;
import org.espalier.model.Network;
import org.espalier.model.Networks;
import org.espalier.model.checkpoint.Checkpoints;
import org.espalier.tensor.DType;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Objects;

class NativeMemoryTest {
    private final NDManager manager = new PyTorch().newManager(Device.CPU);

    /** Composed operators, a constant branch, and a value with two readers. */
    private final Network network =
            Networks.builder()
                    .input("x")
                    .randomWeight("w", 8, 8)
                    .node("Transpose", List.of("w"), "wt")
                    .node("MatMul", List.of("x", "wt"), "h")
                    .node("ReduceLogSumExp", List.of("h"), "s", "axes", new long[] {1})
                    .node("HardSwish", List.of("h"), "a")
                    .node("Add", List.of("a", "s"), "y")
                    .build("y");

    private LoadedPlan load(Program program) {
        return new LoadedPlan(Plan.forInference(program, new Operators(), Precision.FP32), manager);
    }

    @Test
    void aRunLeavesOnlyTheWeightsBehind() {
        try (LoadedPlan loaded = load(Program.whole(network))) {
            DjlSession session = new DjlSession(loaded);
            Map<String, Tensor> feeds = Map.of("x", Networks.random(1, 4, 8));
            session.run(feeds);
            int arrays = manager.getManagedArrays().size();
            for (int i = 0; i < 5; i++) {
                session.run(feeds);
            }
            assertEquals(arrays, manager.getManagedArrays().size());
        }
    }

    @Test
    void aFailedRunLeavesOnlyTheWeightsBehind() {
        try (LoadedPlan loaded = load(Program.whole(network))) {
            DjlSession session = new DjlSession(loaded);
            session.run(Map.of("x", Networks.random(1, 4, 8)));
            int arrays = manager.getManagedArrays().size();
            Map<String, Tensor> wrong = Map.of("x", Networks.random(1, 4, 9));
            assertThrows(UserFacingException.class, () -> session.run(wrong));
            assertEquals(arrays, manager.getManagedArrays().size());
        }
    }

    /** The weights of this checkpoint are bfloat16, so that widened copies of them are lent. */
    @Test
    void lentMemoryStaysWhileTheSessionLives() {
        Network widened = Checkpoints.network("llama-bias");
        Map<String, Tensor> feeds =
                Map.of("input_ids", Tensor.of(Shape.of(1, 8), new long[] {1, 2, 3, 4, 5, 6, 7, 8}));
        try (LoadedPlan loaded = load(Program.whole(widened))) {
            DjlSession session = new DjlSession(loaded);
            Tensor before = Objects.requireNonNull(session.run(feeds).get("logits"));
            for (int i = 0; i < 20; i++) {
                System.gc();
                writeOverWhatIsFree();
                Tensor after = Objects.requireNonNull(session.run(feeds).get("logits"));
                assertTrue(before.sameBits(after), "after collection " + i);
            }
        }
    }

    private static void writeOverWhatIsFree() {
        for (int i = 0; i < 200; i++) {
            Tensor.zeros(DType.FLOAT32, Shape.of(32, 8 + 8 * (i % 8))).data().fill((byte) 0x47);
        }
    }

    @Test
    void intermediatesAreFreedAtTheirLastUse() {
        Plan plan = Plan.forInference(Program.whole(network), new Operators(), Precision.FP32);
        List<String> freed =
                plan.steps().stream()
                        .flatMap(step -> step.freed().stream())
                        .map(slot -> nameOf(plan, slot))
                        .toList();
        assertEquals(List.of("x", "h", "a", "s"), freed);
        manager.close();
    }

    private static String nameOf(Plan plan, int slot) {
        return plan.slots().entrySet().stream()
                .filter(entry -> entry.getValue() == slot)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void closingASessionClosesItsManager() {
        load(Program.whole(network)).close();
        assertFalse(manager.isOpen());
    }
}
