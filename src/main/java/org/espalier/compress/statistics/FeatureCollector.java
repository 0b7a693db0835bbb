package org.espalier.compress.statistics;

import org.espalier.compress.LayerStatistics;
import org.espalier.compress.LayerStatistics.Kind;
import org.espalier.tensor.DType;
import org.espalier.tensor.LinearAlgebra;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.jspecify.annotations.Nullable;

import java.lang.foreign.MemorySegment;
import java.util.List;

/** Statistics of a Gemm's or MatMul's input: every vector along the last axis is a token. */
final class FeatureCollector implements StatisticsCollector {
    private final int features;
    private final LinearAlgebra algebra;
    private final double[] sumSquares;
    private final @Nullable Tensor gram;
    private long tokens;

    FeatureCollector(InputView view, Kind kind, LinearAlgebra algebra) {
        this.features = view.columns();
        this.algebra = algebra;
        this.sumSquares = new double[features];
        this.gram =
                kind == Kind.GRAM
                        ? Tensor.zeros(DType.FLOAT32, Shape.of(features, features))
                        : null;
    }

    @Override
    public void add(Tensor input, @Nullable Tensor mask) {
        long count = input.count() / features;
        Tensor rows = input.cast(DType.FLOAT32).reshape(Shape.of(count, features));
        Tensor counted = mask == null || mask.count() != count ? rows : unpadded(rows, mask);
        SquareSums.add(counted, sumSquares);
        if (gram != null) {
            algebra.addGram(counted, gram);
        }
        tokens += counted.shape().dim(0);
    }

    @Override
    public LayerStatistics finish() {
        if (gram == null) {
            return new LayerStatistics(tokens, sumSquares, List.of());
        }
        algebra.mirror(gram);
        return new LayerStatistics(tokens, sumSquares, List.of(gram));
    }

    private static Tensor unpadded(Tensor rows, Tensor mask) {
        long kept = 0;
        for (long i = 0; i < mask.count(); i++) {
            kept += mask.longAt(i) == 0 ? 0 : 1;
        }
        if (kept == mask.count()) {
            return rows;
        }
        Tensor result = Tensor.zeros(DType.FLOAT32, Shape.of(kept, rows.shape().dim(1)));
        long bytes = rows.shape().dim(1) * Float.BYTES;
        long to = 0;
        for (long i = 0; i < mask.count(); i++) {
            if (mask.longAt(i) != 0) {
                MemorySegment.copy(rows.data(), i * bytes, result.data(), to, bytes);
                to += bytes;
            }
        }
        return result;
    }
}
