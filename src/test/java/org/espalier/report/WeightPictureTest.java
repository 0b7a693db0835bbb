package org.espalier.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.espalier.model.MatrixLayout;
import org.espalier.tensor.DType;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.junit.jupiter.api.Test;

class WeightPictureTest {
    private static int[] pixels(WeightPicture picture) {
        Figure figure = picture.figure(10, 10, Palette.LIGHT);
        return ((org.espalier.report.Shape.Raster) figure.shapes().getFirst()).argb();
    }

    @Test
    void smallMatrixKeepsEveryWeightInEitherLayout() {
        Tensor stored = Tensor.of(Shape.of(3, 2), 1, 4, -2, 5, 3, -6);
        MatrixLayout inOut = new MatrixLayout(2, 3, 1, 2, 1);
        WeightPicture picture = WeightPicture.of(stored, inOut, 100, 100);
        assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, picture.means());
    }

    @Test
    void largeMatrixBecomesMeansOfItsParts() {
        Tensor stored = Tensor.of(Shape.of(2, 4), 1, 3, -5, -7, 1, 3, 5, 7);
        WeightPicture picture = WeightPicture.of(stored, new MatrixLayout(2, 4, 4, 1, 1), 1, 2);
        assertArrayEquals(new float[] {2, 6}, picture.means());
    }

    @Test
    void hugeMatrixIsSampledAndStaysOffHeap() {
        Tensor stored = Tensor.zeros(DType.FLOAT32, Shape.of(8192, 4096));
        stored.setDouble(0, 64);
        MatrixLayout layout = new MatrixLayout(8192, 4096, 4096, 1, 1);
        WeightPicture picture = WeightPicture.of(stored, layout, 64, 64);
        assertEquals(64 * 64, picture.means().length);
        assertEquals(64.0f / 64, picture.means()[0]);
    }

    @Test
    void zerosAreTheGroundAndNanStandsOut() {
        Tensor stored = Tensor.of(Shape.of(1, 3), 0, Float.NaN, 2);
        WeightPicture picture = WeightPicture.of(stored, new MatrixLayout(1, 3, 3, 1, 1), 9, 9);
        int[] pixels = pixels(picture);
        assertEquals(Palette.LIGHT.empty().argb(), pixels[0]);
        assertEquals(Palette.LIGHT.loss().argb(), pixels[1]);
        assertEquals(Palette.LIGHT.damage().at(1).argb(), pixels[2]);
    }
}
