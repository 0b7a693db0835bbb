package org.espalier.compress.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.espalier.compress.LayerStatistics;
import org.espalier.compress.LayerStatistics.Kind;
import org.espalier.tensor.DType;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.espalier.tensor.nd4j.Nd4jLinearAlgebra;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class PatchCollectorTest {
    private final Nd4jLinearAlgebra algebra = new Nd4jLinearAlgebra(1);

    record Case(
            List<WindowAxis> axes, int groups, int perGroup, int samples, int[] sizes, long seed) {
        InputView view() {
            int kernel = axes.stream().mapToInt(WindowAxis::kernel).reduce(1, (a, b) -> a * b);
            return new InputView("x", axes, perGroup * kernel, groups);
        }

        Tensor input() {
            long[] dims = new long[2 + sizes.length];
            dims[0] = samples;
            dims[1] = (long) groups * perGroup;
            for (int i = 0; i < sizes.length; i++) {
                dims[i + 2] = sizes[i];
            }
            return gaussian(seed, Shape.of(dims));
        }
    }

    @Property(tries = 100)
    void normsAndGramsAreThoseOfUnfoldedPatches(@ForAll("cases") Case it) {
        StatisticsCollector collector = it.view().collector(Kind.GRAM, algebra);
        collector.add(it.input(), null);
        LayerStatistics statistics = collector.finish();
        List<double[]> patches = unfolded(it);
        assertEquals(patches.size(), statistics.tokens());
        int columns = it.view().columns();
        for (int group = 0; group < it.groups(); group++) {
            for (int i = 0; i < columns; i++) {
                int feature = group * columns + i;
                assertEquals(
                        dot(patches, feature, feature), statistics.sumSquares()[feature], 1e-3);
                for (int j = 0; j < columns; j++) {
                    assertEquals(
                            dot(patches, feature, group * columns + j),
                            statistics.gram().get(group).doubleAt((long) i * columns + j),
                            1e-3);
                }
            }
        }
    }

    @Test
    void batchesOfAnotherSizeAddUp() {
        WindowAxis axis = new WindowAxis(3, 1, 1, 1, 1, "NOTSET");
        Case small = new Case(List.of(axis, axis), 1, 2, 3, new int[] {5, 4}, 1);
        Case large = new Case(List.of(axis, axis), 1, 2, 1, new int[] {7, 9}, 2);
        StatisticsCollector together = small.view().collector(Kind.NORMS, algebra);
        together.add(small.input(), null);
        together.add(large.input(), null);
        together.add(small.input(), null);
        LayerStatistics statistics = together.finish();
        List<double[]> patches = new ArrayList<>(unfolded(small));
        patches.addAll(unfolded(large));
        patches.addAll(unfolded(small));
        assertEquals(patches.size(), statistics.tokens());
        for (int i = 0; i < 18; i++) {
            assertEquals(dot(patches, i, i), statistics.sumSquares()[i], 1e-3);
        }
    }

    @Test
    void manyPatchesAreUnfoldedInPieces() {
        WindowAxis axis = new WindowAxis(1, 1, 1, 0, 0, "NOTSET");
        Case it = new Case(List.of(axis), 1, 700, 5, new int[] {3000}, 3);
        StatisticsCollector collector = it.view().collector(Kind.GRAM, algebra);
        Tensor input = it.input();
        collector.add(input, null);
        LayerStatistics statistics = collector.finish();
        assertEquals(15000, statistics.tokens());
        double expected = 0;
        for (int n = 0; n < 5; n++) {
            for (int i = 0; i < 3000; i++) {
                expected +=
                        input.doubleAt((n * 700L + 5) * 3000 + i)
                                * input.doubleAt((n * 700L + 9) * 3000 + i);
            }
        }
        assertEquals(expected, statistics.gram().get(0).doubleAt(5 * 700 + 9), 1e-2);
        assertEquals(
                statistics.sumSquares()[699], statistics.gram().get(0).doubleAt(699 * 701), 1e-1);
    }

    @Test
    void halfPrecisionInputsAreTaken() {
        WindowAxis axis = new WindowAxis(1, 1, 1, 0, 0, "NOTSET");
        Case it = new Case(List.of(axis), 1, 1, 1, new int[] {2}, 3);
        StatisticsCollector collector = it.view().collector(Kind.NORMS, algebra);
        collector.add(Tensor.of(Shape.of(1, 1, 2), 3f, 4f).cast(DType.FLOAT16), null);
        assertEquals(25, collector.finish().sumSquares()[0]);
    }

    @Provide
    Arbitrary<Case> cases() {
        Arbitrary<WindowAxis> axis =
                Combinators.combine(
                                Arbitraries.integers().between(1, 3),
                                Arbitraries.integers().between(1, 3),
                                Arbitraries.integers().between(1, 2),
                                Arbitraries.integers().between(0, 2),
                                Arbitraries.of(
                                        "NOTSET", "NOTSET", "SAME_UPPER", "SAME_LOWER", "VALID"))
                        .as(
                                (kernel, stride, dilation, pad, auto) ->
                                        new WindowAxis(
                                                kernel,
                                                stride,
                                                dilation,
                                                auto.equals("NOTSET") ? pad : 0,
                                                auto.equals("NOTSET") ? pad / 2 : 0,
                                                auto));
        return Combinators.combine(
                        axis.list().ofMinSize(1).ofMaxSize(3),
                        Arbitraries.integers().between(1, 2),
                        Arbitraries.integers().between(1, 2),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.integers().between(5, 7),
                        Arbitraries.longs())
                .as(
                        (axes, groups, channels, samples, size, seed) -> {
                            int[] sizes = new int[axes.size()];
                            for (int i = 0; i < sizes.length; i++) {
                                sizes[i] = size + i;
                            }
                            return new Case(axes, groups, channels, samples, sizes, seed);
                        });
    }

    /** Patches by the definition of a convolution, one output place at a time. */
    private static List<double[]> unfolded(Case it) {
        int rank = it.sizes().length;
        int[] outputs = new int[rank];
        int[] begins = new int[rank];
        for (int i = 0; i < rank; i++) {
            WindowAxis axis = it.axes().get(i);
            int reach = axis.dilation() * (axis.kernel() - 1) + 1;
            boolean same = axis.autoPad().startsWith("SAME");
            outputs[i] =
                    same
                            ? (int) Math.ceil((double) it.sizes()[i] / axis.stride())
                            : (it.sizes()[i] + axis.padBegin() + axis.padEnd() - reach)
                                            / axis.stride()
                                    + 1;
            int total = Math.max(0, (outputs[i] - 1) * axis.stride() + reach - it.sizes()[i]);
            boolean upper = axis.autoPad().equals("SAME_UPPER");
            begins[i] = same ? (upper ? total / 2 : (total + 1) / 2) : axis.padBegin();
        }
        Tensor input = it.input();
        List<double[]> patches = new ArrayList<>();
        int places = product(outputs);
        int kernel = it.view().columns() / it.perGroup();
        int plane = product(it.sizes());
        int channels = it.groups() * it.perGroup();
        for (int n = 0; n < it.samples(); n++) {
            for (int place = 0; place < places; place++) {
                double[] patch = new double[channels * kernel];
                for (int i = 0; i < patch.length; i++) {
                    int at = position(it, begins, outputs, place, i % kernel);
                    long start = ((long) n * channels + i / kernel) * plane;
                    patch[i] = at < 0 ? 0 : input.doubleAt(start + at);
                }
                patches.add(patch);
            }
        }
        return patches;
    }

    private static int position(Case it, int[] begins, int[] outputs, int place, int element) {
        int position = 0;
        int scale = 1;
        for (int i = it.sizes().length - 1; i >= 0; i--) {
            WindowAxis axis = it.axes().get(i);
            int at =
                    place % outputs[i] * axis.stride()
                            - begins[i]
                            + element % axis.kernel() * axis.dilation();
            if (at < 0 || at >= it.sizes()[i]) {
                return -1;
            }
            position += at * scale;
            scale *= it.sizes()[i];
            place /= outputs[i];
            element /= axis.kernel();
        }
        return position;
    }

    private static int product(int[] values) {
        int product = 1;
        for (int value : values) {
            product *= value;
        }
        return product;
    }

    private static double dot(List<double[]> patches, int i, int j) {
        return patches.stream().mapToDouble(patch -> patch[i] * patch[j]).sum();
    }

    private static Tensor gaussian(long seed, Shape shape) {
        Random random = new Random(seed);
        float[] values = new float[(int) shape.count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Tensor.of(shape, values);
    }
}
