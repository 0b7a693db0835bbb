package org.espalier.compress.prune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.base.Progress;
import org.espalier.compress.CompressionMethod;
import org.espalier.compress.CompressionTask;
import org.espalier.compress.LayerStatistics;
import org.espalier.compress.Params;
import org.espalier.compress.Target;
import org.espalier.data.Npz;
import org.espalier.model.Layer;
import org.espalier.tensor.DType;
import org.espalier.tensor.LinearAlgebra;
import org.espalier.tensor.Shape;
import org.espalier.tensor.Tensor;
import org.espalier.tensor.nd4j.Nd4jLinearAlgebra;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * ALPS on the layer of the published arrays: the errors of the outputs that the published algorithm
 * gives in fp64 with NumPy, its eigendecomposition included.
 */
class AlpsOracleTest {
    private static final int ROWS = 96;
    private static final int COLUMNS = 256;

    private final Npz oracle = Npz.read(Path.of("src/test/resources/oracles/pruning_and_gptq.npz"));
    private final Tensor weight = oracle.array("W");
    private final LinearAlgebra algebra = new Nd4jLinearAlgebra(1);
    private final LayerStatistics statistics =
            Inputs.statistics(oracle.array("X").reshape(Shape.of(512, COLUMNS)), algebra);

    @ParameterizedTest
    @CsvSource({
        "0.3, 0.01682",
        "0.5, 0.04347",
        "0.7, 0.09338",
        "0.9, 0.21063",
        "2:4, 0.07869",
        "4:8, 0.06751"
    })
    void theErrorOfTheOutputsIsThatOfThePublishedAlgorithm(String written, double error) {
        Tensor pruned = pruned(target(written), new Alps(algebra), AlpsParams.DEFAULT);
        assertEquals(error, outputError(pruned), 1e-5);
    }

    @ParameterizedTest
    @CsvSource({"0.5", "0.7", "2:4", "4:8"})
    void itIsFarBelowThatOfSparseGpt(String written) {
        Target target = target(written);
        double ours = outputError(pruned(target, new Alps(algebra), AlpsParams.DEFAULT));
        double theirs =
                outputError(pruned(target, new SparseGpt(algebra), SparseGptParams.DEFAULT));
        assertTrue(ours < 0.7 * theirs, () -> ours + " against " + theirs);
    }

    private static Target target(String written) {
        return written.contains(":")
                ? Target.NM.parse(written)
                : new Target.Sparsity(Double.parseDouble(written));
    }

    private <P extends Params> Tensor pruned(Target target, CompressionMethod<P> method, P params) {
        Layer layer = Layers.gemm("a", ROWS, COLUMNS);
        CompressionTask<P> task =
                new CompressionTask<>(
                        Layers.network(Map.of(layer, weight)),
                        List.of(layer),
                        params,
                        Map.of(layer.id(), target),
                        Map.of(layer.id(), statistics));
        return method.apply(task, Progress.NONE).network().weight(layer.weight());
    }

    /** ||X (W' - W)^T|| / ||X W^T||, by the Gram matrix of X. */
    private double outputError(Tensor pruned) {
        Tensor difference = Tensor.zeros(DType.FLOAT32, weight.shape());
        for (int i = 0; i < weight.count(); i++) {
            difference.setDouble(i, weight.floatAt(i) - pruned.floatAt(i));
        }
        return Math.sqrt(energy(difference) / energy(weight));
    }

    private double energy(Tensor matrix) {
        return Inputs.energy(matrix, statistics.gram().get(0), algebra);
    }
}
