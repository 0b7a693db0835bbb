package org.espalier.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.espalier.model.Network;
import org.espalier.model.Networks;
import org.espalier.model.format.OnnxWriter;
import org.espalier.model.format.Samples;
import org.espalier.tensor.DType;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.Deflater;

class SizeMeterTest {
    private final SizeMeter meter = new SizeMeter();

    @Test
    void theDenseSizeIsThatOfTheFile() throws IOException {
        ModelSize size = meter.measure(Samples.cnn());
        assertEquals(Files.size(Samples.CNN), size.denseFile());
        assertEquals(size.denseFile(), size.sparse());
        assertTrue(size.zipped() < size.denseFile());
    }

    @ParameterizedTest
    @CsvSource({"FLOAT32, 0.53125", "FLOAT16, 0.5625", "BFLOAT16, 0.5625", "INT8, 0.625"})
    void atHalfZerosABitmaskTakesTheSharesOfTheTextbook(DType dtype, double share) {
        Tensor tensor = halfZeros(dtype);
        long dense = dtype.bytes(tensor.count());
        assertEquals(share, 1 - (double) SizeMeter.saved(tensor) / dense);
    }

    @Test
    void aWeightIsOnlyStoredSparseWhereThatIsSmaller() {
        Tensor oneZero = Networks.random(1, 64);
        oneZero.setDouble(0, 0);
        assertEquals(0, SizeMeter.saved(oneZero));
        oneZero.setDouble(1, -0.0);
        oneZero.setDouble(2, 0);
        assertEquals(3 * 4 - 8, SizeMeter.saved(oneZero));
    }

    @Test
    void sparseCountsEveryWeightOfTheModel() {
        Network network = network(Tensor.zeros(DType.FLOAT32, Shape.of(8, 8)));
        ModelSize size = meter.measure(network);
        assertEquals(size.denseFile() - (256 - 8), size.sparse());
    }

    @Test
    void zerosMakeTheZipSmaller() {
        Network dense = network(Networks.random(1, 100, 100));
        Network pruned =
                dense.withWeights(Map.of("w", Tensor.zeros(DType.FLOAT32, Shape.of(100, 100))));
        assertEquals(meter.measure(dense).denseFile(), meter.measure(pruned).denseFile());
        assertTrue(meter.measure(pruned).zipped() < meter.measure(dense).zipped() / 10);
    }

    /** 6 MB are six pieces; the zeros between are of every length. */
    @Test
    void theZipIsThatOfTheWholeFileInOnePiece() {
        Tensor weight = Networks.random(2, 1500, 1000);
        for (int i = 0; i < weight.count(); i++) {
            if (weight.floatAt(i) < 0.3) {
                weight.setDouble(i, 0);
            }
        }
        Network network = network(weight);
        Deflater whole = new Deflater(6, true);
        whole.setInput(OnnxWriter.toBytes(network, Set.of()));
        whole.finish();
        while (!whole.finished()) {
            whole.deflate(new byte[1 << 16]);
        }

        ModelSize size = meter.measure(network);

        assertEquals(whole.getBytesRead(), size.denseFile());
        assertEquals(whole.getBytesWritten(), size.zipped(), 1e-3 * whole.getBytesWritten());
        whole.end();
    }

    @Property(tries = 50)
    void moreZerosNeverTakeMoreBytes(@ForAll @IntRange(max = 200) int zeros) {
        Tensor tensor = Networks.random(3, 201);
        for (int i = 0; i < zeros; i++) {
            tensor.setDouble(i, 0);
        }
        long before = SizeMeter.saved(tensor);
        tensor.setDouble(zeros, 0);
        assertTrue(SizeMeter.saved(tensor) >= before);
    }

    private static Tensor halfZeros(DType dtype) {
        Tensor tensor = Tensor.zeros(dtype, Shape.of(64, 64));
        for (long i = 0; i < tensor.count(); i += 2) {
            tensor.setDouble(i, 1);
        }
        return tensor;
    }

    private static Network network(Tensor weight) {
        return Networks.builder()
                .input("x", DType.FLOAT32, "batch", weight.shape().dim(0))
                .weight("w", weight)
                .node("MatMul", List.of("x", "w"), "y")
                .output("y", DType.FLOAT32, "batch", weight.shape().dim(1))
                .build();
    }
}
