package org.espalier.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.Stream;

/** Colour maps can be read in grey and with the two common kinds of colour blindness. */
class ColorMapTest {
    private static final int STEPS = 10;

    /** Three units of L* are seen as different side by side. */
    private static final double SEEN = 3;

    /**
     * What dichromats see, as matrices on linear RGB, row by row.
     *
     * <p>Source: Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of
     * Color Vision Deficiency", IEEE TVCG 15(6), 2009, severity 1.0.
     */
    enum Eye {
        PROTANOPIA(
                0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116,
                1.051998),
        DEUTERANOPIA(
                0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940,
                0.968881);

        private final double[] matrix;

        Eye(double... matrix) {
            this.matrix = matrix;
        }

        double[] see(Ink ink) {
            double[] rgb = linear(ink);
            double[] seen = new double[3];
            for (int row = 0; row < 3; row++) {
                for (int column = 0; column < 3; column++) {
                    seen[row] += matrix[3 * row + column] * rgb[column];
                }
                seen[row] = Math.clamp(seen[row], 0, 1);
            }
            return seen;
        }
    }

    static Stream<ColorMap> maps() {
        return Stream.of(ColorMap.DAMAGE, ColorMap.DAMAGE_ON_DARK);
    }

    private static List<Ink> steps(ColorMap map) {
        return Stream.iterate(0, i -> i <= STEPS, i -> i + 1)
                .map(i -> map.at((double) i / STEPS))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("maps")
    void lightnessGoesOneWayInStepsThatAreSeen(ColorMap map) {
        List<Double> light = steps(map).stream().map(ink -> lightness(linear(ink))).toList();
        assertEveryStepIsSeen(light);
    }

    @ParameterizedTest
    @EnumSource
    void soItDoesForEveryEye(Eye eye) {
        maps().forEach(
                        map ->
                                assertEveryStepIsSeen(
                                        steps(map).stream()
                                                .map(ink -> lightness(eye.see(ink)))
                                                .toList()));
    }

    private static void assertEveryStepIsSeen(List<Double> light) {
        double way = Math.signum(light.getLast() - light.getFirst());
        for (int i = 1; i < light.size(); i++) {
            double step = way * (light.get(i) - light.get(i - 1));
            assertTrue(step >= SEEN, "step " + i + " of " + light);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWorseIsNotTakenForWhatIsBetter(Eye eye) {
        for (Palette palette : List.of(Palette.LIGHT, Palette.DARK)) {
            for (Ink other : List.of(palette.accent(), palette.candidate(), palette.base())) {
                assertToldApart(palette.loss(), other, eye);
            }
            assertToldApart(palette.base(), palette.candidate(), eye);
        }
    }

    private static void assertToldApart(Ink one, Ink other, Eye eye) {
        double distance = distance(eye.see(one), eye.see(other));
        assertTrue(distance > 20, eye + ", " + one + " and " + other + ": " + distance);
    }

    @Test
    void lightnessOfWhiteAndBlack() {
        assertEquals(100, lightness(linear(Ink.of(0xFFFFFF))), 1e-3);
        assertEquals(0, lightness(linear(Ink.of(0))), 1e-3);
        assertEquals(53.585, lightness(linear(Ink.of(0x808080))), 1e-2);
    }

    private static double[] linear(Ink ink) {
        return new double[] {linear(ink.red()), linear(ink.green()), linear(ink.blue())};
    }

    private static double linear(int channel) {
        double share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    /** CIE L* under D65. */
    private static double lightness(double[] rgb) {
        return 116 * root(0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]) - 16;
    }

    private static double root(double share) {
        return share > 216.0 / 24389 ? Math.cbrt(share) : share * 24389 / 27 / 116 + 16.0 / 116;
    }

    /** CIE 1976 colour difference. */
    private static double distance(double[] a, double[] b) {
        double[] first = lab(a);
        double[] second = lab(b);
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            sum += (first[i] - second[i]) * (first[i] - second[i]);
        }
        return Math.sqrt(sum);
    }

    private static double[] lab(double[] rgb) {
        double x = root((0.4124 * rgb[0] + 0.3576 * rgb[1] + 0.1805 * rgb[2]) / 0.9505);
        double y = root(0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]);
        double z = root((0.0193 * rgb[0] + 0.1192 * rgb[1] + 0.9505 * rgb[2]) / 1.089);
        return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
    }
}
