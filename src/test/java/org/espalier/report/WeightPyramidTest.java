package org.espalier.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.compress.Mask;
import org.espalier.model.MatrixLayout;
import org.espalier.tensor.DType;
import org.espalier.tensor.Tensor;
import org.junit.jupiter.api.Test;

import java.util.BitSet;

class WeightPyramidTest {
    private static final MatrixLayout SMALL = new MatrixLayout(2, 4, 4, 1, 1);
    private static final Tensor EIGHT =
            Tensor.of(org.espalier.tensor.Shape.of(2, 4), 0, -2, 0, 4, 1, 1, 0, 3);

    private static WeightPyramid pyramid(WeightMode mode) {
        return new WeightPyramid(WeightSource.of(EIGHT, SMALL, mode));
    }

    @Test
    void aSmallMatrixIsShownValueByValue() {
        WeightTile tile = pyramid(WeightMode.VALUE).tile(MatrixWindow.whole(2, 4), 100, 100);
        assertArrayEquals(new float[] {0, -2, 0, 4, 1, 1, 0, 3}, tile.means());
        assertEquals(MatrixWindow.whole(2, 4), tile.covered());
    }

    @Test
    void whereThereAreFewerPixelsCellsAreMeans() {
        WeightTile tile = pyramid(WeightMode.ABSOLUTE).tile(MatrixWindow.whole(2, 4), 2, 2);
        assertArrayEquals(new float[] {1, 2, 1, 1.5f}, tile.means());
    }

    @Test
    void zerosAndViolationsAreShares() {
        WeightTile zeros = pyramid(WeightMode.MASK).tile(MatrixWindow.whole(2, 4), 1, 2);
        assertArrayEquals(new float[] {0.5f, 0.25f}, zeros.means());
        WeightTile broken = pyramid(WeightMode.VIOLATIONS).tile(MatrixWindow.whole(2, 4), 4, 2);
        assertArrayEquals(new float[] {0, 0, 0, 0, 1, 1, 1, 1}, broken.means());
    }

    /** Row 0 is 0 -2 0 4: what is zero is gone already, and the -2 would go. */
    @Test
    void aMaskAddsToTheZeros() {
        BitSet bits = new BitSet();
        bits.set(1);
        bits.set(2);
        WeightSource source = WeightSource.masked(EIGHT, SMALL, new Mask(2, 4, bits));
        WeightTile tile = new WeightPyramid(source).tile(MatrixWindow.whole(2, 4), 4, 2);
        assertArrayEquals(new float[] {1, 1, 1, 0, 0, 0, 1, 0}, tile.means());
    }

    @Test
    void whatLiesOverIsMarkedByItsShare() {
        WeightTile under = pyramid(WeightMode.ABSOLUTE).tile(MatrixWindow.whole(2, 4), 1, 2);
        WeightTile over = pyramid(WeightMode.MASK).tile(MatrixWindow.whole(2, 4), 1, 2);
        var shapes = under.figure(MatrixWindow.whole(2, 4), 9, 9, over, Palette.LIGHT).shapes();
        Shape.Raster marks = (Shape.Raster) shapes.getLast();
        assertEquals(Palette.LIGHT.loss().withOpacity(0.4).argb(), marks.argb()[0]);
        assertEquals(Palette.LIGHT.loss().withOpacity(0.2).argb(), marks.argb()[1]);
    }

    @Test
    void differenceIsToTheOtherModel() {
        Tensor other = Tensor.of(org.espalier.tensor.Shape.of(2, 4), 0, -2, 0, 1, 1, 1, 5, 3);
        WeightSource source = new WeightSource(EIGHT, SMALL, WeightMode.DIFFERENCE, other, null);
        WeightTile tile = new WeightPyramid(source).tile(MatrixWindow.whole(2, 4), 8, 8);
        assertArrayEquals(new float[] {0, 0, 0, 3, 0, 0, 5, 0}, tile.means());
    }

    /** Each weight is its row, so that every mean is known; stored by rows and by columns. */
    @Test
    void aLargeMatrixIsReducedTheSameHoweverItIsStored() {
        int rows = 1500;
        int columns = 700;
        Tensor byRow = Tensor.zeros(DType.FLOAT32, org.espalier.tensor.Shape.of(rows, columns));
        Tensor byColumn = Tensor.zeros(DType.FLOAT32, org.espalier.tensor.Shape.of(columns, rows));
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                byRow.setDouble((long) r * columns + c, r);
                byColumn.setDouble((long) c * rows + r, r);
            }
        }
        MatrixWindow whole = MatrixWindow.whole(rows, columns);
        WeightTile one = large(byRow, new MatrixLayout(rows, columns, columns, 1, 1), whole);
        WeightTile other = large(byColumn, new MatrixLayout(rows, columns, 1, rows, 1), whole);
        assertArrayEquals(one.means(), other.means());
        assertEquals(188, one.rows());
        assertEquals(175, one.columns());
        assertEquals(3.5f, one.means()[0]);
        assertEquals(1497.5f, one.means()[one.means().length - 1]);
        assertEquals(whole, one.covered());

        WeightTile near =
                large(
                        byRow,
                        new MatrixLayout(rows, columns, columns, 1, 1),
                        new MatrixWindow(100.5, 3, 10, 10));
        assertEquals(new MatrixWindow(100, 3, 11, 10), near.covered());
        assertEquals(100, near.means()[0]);
    }

    private static WeightTile large(Tensor weight, MatrixLayout layout, MatrixWindow window) {
        WeightSource source = WeightSource.of(weight, layout, WeightMode.VALUE);
        return new WeightPyramid(source).tile(window, 200, 200);
    }

    @Test
    void windowsStayInside() {
        MatrixWindow whole = MatrixWindow.whole(100, 50);
        MatrixWindow near = whole.zoomed(2, 1, 1, whole);
        assertEquals(new MatrixWindow(50, 25, 50, 25), near);
        assertEquals(near, near.moved(1, 1, whole));
        assertEquals(whole, near.zoomed(0.1, 0.5, 0.5, whole));
        assertEquals(4, near.zoomed(1000, 0.5, 0.5, whole).rows());
    }

    @Test
    void notANumberIsSeenFromAnyDistance() {
        Tensor broken =
                Tensor.of(org.espalier.tensor.Shape.of(2, 4), 0, 1, 2, Float.NaN, 1, 1, 1, 1);
        WeightSource source = WeightSource.of(broken, SMALL, WeightMode.ABSOLUTE);
        WeightTile tile = new WeightPyramid(source).tile(MatrixWindow.whole(2, 4), 1, 1);
        assertTrue(Float.isNaN(tile.means()[0]));
        var raster =
                (Shape.Raster)
                        tile.figure(MatrixWindow.whole(2, 4), 9, 9, null, Palette.LIGHT)
                                .shapes()
                                .getFirst();
        assertEquals(Palette.LIGHT.loss().argb(), raster.argb()[0]);
    }

    @Test
    void marginalsAreExact() {
        WeightMarginals sums = WeightMarginals.of(EIGHT, SMALL);
        assertArrayEquals(new double[] {Math.sqrt(20), Math.sqrt(11)}, sums.rowNorms(), 1e-12);
        assertArrayEquals(new double[] {0.5, 0.25}, sums.rowZeros());
        assertArrayEquals(new double[] {0.5, 0, 1, 0}, sums.columnZeros());
        assertEquals(0.5, sums.fitting());
        Tensor transposed = Tensor.of(org.espalier.tensor.Shape.of(4, 2), 0, 1, -2, 1, 0, 0, 4, 3);
        WeightMarginals same = WeightMarginals.of(transposed, new MatrixLayout(2, 4, 1, 2, 1));
        assertArrayEquals(sums.columnNorms(), same.columnNorms(), 1e-12);
        assertEquals(0.5, same.fitting());
    }
}
