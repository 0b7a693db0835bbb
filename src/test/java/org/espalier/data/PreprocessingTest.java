package org.espalier.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class PreprocessingTest {
    @Test
    void readsRatiosAndOneNumberPerChannel() {
        Preprocessing stated =
                Preprocessing.of(
                                Map.of(
                                        "input.scale", "1/255",
                                        "input.mean", "0.485, 0.456, 0.406",
                                        "input.std", "0.229"))
                        .orElseThrow();

        assertEquals(1.0 / 255, stated.scale());
        assertEquals(List.of(0.485, 0.456, 0.406), stated.mean());
        assertEquals(List.of(0.229), stated.std());
        assertEquals((0 - 0.406f) / 0.229f, stated.table(2)[0]);
        assertEquals((1 - 0.456f) / 0.229f, stated.table(1)[255]);
    }

    @Test
    void isSilentWhereTheMetadataAre() {
        assertTrue(Preprocessing.of(Map.of("labels", "a,b")).isEmpty());
    }

    @Test
    void refusesHalfAStatementAndImpossibleNumbers() {
        Refusal.expect(() -> Preprocessing.of(Map.of("input.mean", "0.5")), "no input.scale");
        Refusal.expect(() -> Preprocessing.of(Map.of("input.scale", "small")), "\"small\"");
        Refusal.expect(
                () -> Preprocessing.of(Map.of("input.scale", "1/0")), "State finite numbers");
        Refusal.expect(
                () -> Preprocessing.of(Map.of("input.scale", "1", "input.std", "0")),
                "deviation other than 0");
    }
}
