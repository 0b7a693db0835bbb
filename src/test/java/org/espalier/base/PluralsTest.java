package org.espalier.base;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PluralsTest {
    @Test
    void aNounFollowsItsCount() {
        assertEquals("1 layer", Plurals.of(1, "layer"));
        assertEquals("0 layers", Plurals.of(0, "layer"));
        assertEquals("2,048 layers", Plurals.of(2048, "layer"));
    }

    @Test
    void wordsInBracesFollowTheValueBeforeThem() {
        String text = "%s of %s {layer has|layers have} a tail, %s {step|steps}, 5 %%";
        assertEquals("1 of 16 layers have a tail, 1 step, 5 %", Plurals.fill(text, 1, 16, "1"));
        assertEquals("1 of 1 layer has a tail, 2 steps, 5 %", Plurals.fill(text, 1, "1", 2));
    }

    @Test
    void valuesMayBeNumbered() {
        assertEquals("fc: 1 weight", Plurals.fill("%2$s: %1$s {weight|weights}", 1, "fc"));
    }
}
