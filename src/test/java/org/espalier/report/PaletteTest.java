package org.espalier.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What figures say can be seen by everyone: WCAG 2.2, level AA. */
class PaletteTest {
    static Stream<Palette> palettes() {
        return Stream.of(Palette.LIGHT, Palette.DARK);
    }

    @Test
    void contrastIsThatOfTheStandard() {
        assertEquals(21, Contrast.of(Ink.of(0), Ink.of(0xFFFFFF)), 1e-9);
        assertEquals(4.54, Contrast.of(Ink.of(0x767676), Ink.of(0xFFFFFF)), 5e-3);
    }

    @ParameterizedTest
    @MethodSource("palettes")
    void textStandsOutFromTheGround(Palette palette) {
        Map<String, Ink> texts = Map.of("text", palette.text(), "muted", palette.muted());
        assertEquals(Map.of(), below(Contrast.TEXT, texts, palette.ground()));
    }

    @ParameterizedTest
    @MethodSource("palettes")
    void whatCarriesMeaningStandsOutFromTheGround(Palette palette) {
        Map<String, Ink> marks =
                Map.of(
                        "accent", palette.accent(),
                        "base", palette.base(),
                        "candidate", palette.candidate(),
                        "loss", palette.loss(),
                        "schedule", palette.schedule(),
                        "most damage", palette.damage().at(1));
        assertEquals(Map.of(), below(Contrast.LARGE, marks, palette.ground()));
    }

    private static Map<String, Double> below(double least, Map<String, Ink> inks, Ink ground) {
        Map<String, Double> faint = new TreeMap<>();
        inks.forEach((name, ink) -> faint.put(name, Contrast.of(ink, ground)));
        faint.values().removeIf(contrast -> contrast >= least);
        return faint;
    }

    @ParameterizedTest
    @MethodSource("palettes")
    void numbersCanBeReadOnEveryColourOfTheMap(Palette palette) {
        for (int i = 0; i <= 100; i++) {
            Ink cell = palette.damage().at(i / 100.0);
            double contrast = Contrast.of(cell.readable(), cell);
            assertTrue(contrast >= Contrast.TEXT, cell.hex() + ": " + contrast);
        }
    }
}
