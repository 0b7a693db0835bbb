package org.espalier.job.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.espalier.measure.ModelOutput;
import org.espalier.measure.Responses;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class ResponseMemoryTest {
    private final ResponseMemory memory = new ResponseMemory();
    private final List<String> runs = new ArrayList<>();

    @Test
    void theSameModelRunsOnceOverTheSameDataByTheSameEngine() {
        Responses first = get("original", "t10k", "ort");

        assertSame(first, get("original", "t10k", "ort"));
        get("pruned", "t10k", "ort");
        get("original", "train", "ort");
        get("original", "t10k", "djl");
        assertEquals(
                List.of(
                        "original t10k ort",
                        "pruned t10k ort",
                        "original train ort",
                        "original t10k djl"),
                runs);
    }

    @Test
    void whatWasNotUsedLongestIsForgotten() {
        get("original", "d", "e");
        get("a", "d", "e");
        get("b", "d", "e");
        get("original", "d", "e");
        get("c", "d", "e");
        runs.clear();

        get("original", "d", "e");
        get("a", "d", "e");

        assertEquals(List.of("a d e"), runs);
    }

    private Responses get(String model, String data, String engine) {
        return memory.get(
                new ResponseMemory.Key(model, data, engine),
                () -> {
                    runs.add(String.join(" ", model, data, engine));
                    return new Responses(
                            ModelOutput.Kind.CLASS_SCORES,
                            Tensor.of(Shape.of(1, 1), new float[] {1}),
                            new int[0]);
                });
    }
}
