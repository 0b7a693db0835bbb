package org.espalier.analyze;

import org.espalier.analyze.SensitivityTable.Measure;
import org.espalier.analyze.SensitivityTable.PatternDamage;
import org.espalier.base.Progress;
import org.espalier.compress.LayerStatistics;
import org.espalier.compress.Mask;
import org.espalier.compress.Target;
import org.espalier.model.Layer;
import org.espalier.model.MatrixLayout;
import org.espalier.tensor.LinearAlgebra;
import org.espalier.tensor.Tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The table of output errors, from one calibration pass and without running the model again.
 *
 * <p>A layer computes W X. With G = X X^T, the squared error that a changed weight W' makes over
 * all calibration inputs is tr((W - W') G (W - W')^T), and the energy of the output is tr(W G W^T).
 * Damage is their quotient: 0 for an unchanged layer, 1 for one that puts out nothing. It is exact
 * for the layer alone, whose inputs are taken from the uncompressed model.
 *
 * <p>So is that of N:M patterns: the mask is the one that the method really makes, and the error is
 * that of this mask. A cell costs one matrix product of (rows, columns) by (columns, columns).
 */
public final class InstantSensitivity {
    private final OutputEnergy energy;

    /** Uses this linear algebra. */
    public InstantSensitivity(LinearAlgebra algebra) {
        energy = new OutputEnergy(algebra);
    }

    /** Bytes that it takes beside weights and statistics while it is at a layer. */
    public static long workingBytes(MatrixLayout layout) {
        return OutputEnergy.bytes(layout);
    }

    /**
     * The table of all layers and sparsities that are asked for.
     *
     * @param request with the Gram matrices of all its layers
     */
    public SensitivityTable table(ScanRequest request, Progress progress) {
        List<Target> targets = targets(request);
        double[][] rows = new double[request.layers().size()][];
        for (int i = 0; i < rows.length; i++) {
            progress.checkpoint();
            rows[i] = row(request, request.layers().get(i), targets, progress);
            progress.update("Instant sensitivity", i + 1L, rows.length);
        }
        int shares = request.sparsities().length;
        double[][] damage =
                Arrays.stream(rows).map(row -> Arrays.copyOf(row, shares)).toArray(double[][]::new);
        List<PatternDamage> patterns = new ArrayList<>();
        for (int column = shares; column < targets.size(); column++) {
            int at = column;
            double[] all = Arrays.stream(rows).mapToDouble(row -> row[at]).toArray();
            patterns.add(new PatternDamage(request.patterns().get(column - shares), all));
        }
        return request.table(Measure.OUTPUT_ERROR, damage, patterns);
    }

    /** The shares, then the patterns. */
    private static List<Target> targets(ScanRequest request) {
        List<Target> targets = new ArrayList<>();
        Arrays.stream(request.sparsities()).mapToObj(Target.Sparsity::new).forEach(targets::add);
        targets.addAll(request.patterns());
        return targets;
    }

    private double[] row(
            ScanRequest request, Layer layer, List<Target> targets, Progress progress) {
        Tensor weight = request.weight(layer);
        LayerStatistics statistics = statistics(request, layer);
        double all =
                energy.of(layer, statistics, (r, c) -> weight.floatAt(layer.layout().index(r, c)));
        double[] damage = new double[targets.size()];
        for (int column = 0; column < damage.length; column++) {
            progress.checkpoint();
            Mask mask = request.mask(layer, targets.get(column));
            damage[column] = all == 0 ? 0 : error(request, layer, statistics, mask) / all;
        }
        return damage;
    }

    private double error(ScanRequest request, Layer layer, LayerStatistics statistics, Mask mask) {
        Tensor weight = request.weight(layer);
        MatrixLayout layout = layer.layout();
        return energy.of(
                layer,
                statistics,
                (r, c) -> mask.prunes(r, c) ? weight.floatAt(layout.index(r, c)) : 0);
    }

    private static LayerStatistics statistics(ScanRequest request, Layer layer) {
        return Objects.requireNonNull(request.statistics().get(layer.id()), layer.id().name());
    }
}
