package org.espalier.compress.prune;

import org.espalier.base.UserFacingException;
import org.espalier.model.LayerId;
import org.espalier.model.MatrixLayout;
import org.espalier.tensor.DType;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.stream.IntStream;

/**
 * The rows of a layer's weight, read and written in fp32 whichever way and in whichever type they
 * are stored.
 */
record StoredRows(LayerId layer, Tensor weight, MatrixLayout layout) {
    /** Rows that are taken at once: a whole number of mask words whatever the number of columns. */
    static final int STRIP = Long.SIZE;

    StoredRows {
        if (!weight.dtype().isFloat()) {
            throw UserFacingException.badInput(
                    "The weight of layer \"%s\" holds %s, which cannot be pruned. Exclude the layer."
                            .formatted(layer, weight.dtype()));
        }
        if (layout.count() > Integer.MAX_VALUE) {
            throw UserFacingException.badInput(
                    "Layer \"%s\" has %d weights; one layer may have at most %d. Exclude the layer."
                            .formatted(layer, layout.count(), Integer.MAX_VALUE));
        }
    }

    /** FLOAT32 rows of zeros, {@code stride} elements apart, that live as long as an arena. */
    static StoredRows zeros(LayerId layer, int rows, int columns, int stride, Arena arena) {
        Tensor matrix = Tensor.zeros(DType.FLOAT32, Shape.of(rows, stride), arena);
        return new StoredRows(layer, matrix, new MatrixLayout(rows, columns, stride, 1, 1));
    }

    /** FLOAT32 zeros for as many rows and columns, without gaps between the rows. */
    StoredRows room(Arena arena) {
        return zeros(layer, layout.rows(), layout.columns(), layout.columns(), arena);
    }

    /** What is done with some rows that follow each other. */
    interface Strip {
        void take(int firstRow, int count);
    }

    /** Takes all rows, strip by strip, on the cores that the common pool has. */
    static void inStrips(int rows, Strip work) {
        IntStream.range(0, (rows + STRIP - 1) / STRIP)
                .parallel()
                .map(strip -> strip * STRIP)
                .forEach(first -> work.take(first, Math.min(STRIP, rows - first)));
    }

    /** Reads {@code count} rows, one behind the other. */
    float[] read(int firstRow, int count) {
        float[] values = new float[count * layout.columns()];
        read(firstRow, count, values);
        return values;
    }

    /** Reads {@code count} rows into an array, one behind the other. */
    void read(int firstRow, int count, float[] values) {
        int columns = layout.columns();
        if (weight.dtype() == DType.FLOAT32 && layout.columnStride() == 1) {
            for (int i = 0; i < count; i++) {
                MemorySegment.copy(
                        weight.data(),
                        Tensor.F32,
                        at(firstRow + i, 0),
                        values,
                        i * columns,
                        columns);
            }
        } else if (weight.dtype() == DType.FLOAT32 && layout.rowStride() == 1) {
            readColumns(firstRow, count, values);
        } else {
            for (int i = 0; i < count * columns; i++) {
                values[i] = weight.floatAt(layout.index(firstRow + i / columns, i % columns));
            }
        }
    }

    /** Writes rows, as {@link #read} gave them, into a tensor that is stored as the weight is. */
    void write(int firstRow, int count, float[] values, Tensor into) {
        int columns = layout.columns();
        if (into.dtype() == DType.FLOAT32 && layout.columnStride() == 1) {
            for (int i = 0; i < count; i++) {
                MemorySegment.copy(
                        values, i * columns, into.data(), Tensor.F32, at(firstRow + i, 0), columns);
            }
        } else if (into.dtype() == DType.FLOAT32 && layout.rowStride() == 1) {
            writeColumns(firstRow, count, values, into);
        } else {
            for (int i = 0; i < count * columns; i++) {
                into.setDouble(layout.index(firstRow + i / columns, i % columns), values[i]);
            }
        }
    }

    /** What to say if a number in a row is not finite. */
    UserFacingException notFinite(int row) {
        return UserFacingException.badInput(
                ("Layer \"%s\" has a weight, or an input norm, that is not a finite number (row"
                                + " %d of \"%s\"). Repair the model or exclude the layer.")
                        .formatted(layer, row, layer));
    }

    private void readColumns(int firstRow, int count, float[] values) {
        float[] column = new float[count];
        for (int c = 0; c < layout.columns(); c++) {
            MemorySegment.copy(weight.data(), Tensor.F32, at(firstRow, c), column, 0, count);
            for (int i = 0; i < count; i++) {
                values[i * layout.columns() + c] = column[i];
            }
        }
    }

    private void writeColumns(int firstRow, int count, float[] values, Tensor into) {
        float[] column = new float[count];
        for (int c = 0; c < layout.columns(); c++) {
            for (int i = 0; i < count; i++) {
                column[i] = values[i * layout.columns() + c];
            }
            MemorySegment.copy(column, 0, into.data(), Tensor.F32, at(firstRow, c), count);
        }
    }

    private long at(int row, int column) {
        return layout.index(row, column) * Float.BYTES;
    }
}
