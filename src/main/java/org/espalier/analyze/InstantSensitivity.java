package org.espalier.analyze;

import org.espalier.analyze.SensitivityTable.Measure;
import org.espalier.analyze.SensitivityTable.PatternDamage;
import org.espalier.base.Progress;
import org.espalier.compress.CompressionMethod;
import org.espalier.compress.LayerStatistics;
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
 * <p>So is that of N:M patterns, and of methods that also change the weights that stay: W' is what
 * the method really makes of W. A cell costs that, and one matrix product of (rows, columns) by
 * (columns, columns).
 */
public final class InstantSensitivity {
    private final OutputEnergy energy;

    /** Uses this linear algebra. */
    public InstantSensitivity(LinearAlgebra algebra) {
        energy = new OutputEnergy(algebra);
    }

    /** Bytes that it takes beside weights and statistics while it is at a layer. */
    public static long workingBytes(CompressionMethod<?> method, MatrixLayout layout) {
        long pruned = Float.BYTES * (long) layout.rows() * layout.columns();
        return pruned + Math.max(method.workingBytes(layout), OutputEnergy.bytes(layout));
    }

    /**
     * The table of all layers and sparsities that are asked for.
     *
     * @param request with the Gram matrices of all its layers
     */
    public SensitivityTable table(ScanRequest request, Progress progress) {
        List<Target> targets = targets(request);
        double[][] rows = new double[request.layers().size()][];
        double part = 1.0 / rows.length;
        Progress named = progress.named("Instant sensitivity");
        for (int i = 0; i < rows.length; i++) {
            rows[i] = row(request, request.layers().get(i), targets, named.piece(i * part, part));
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
        double all = energy.of(layer, statistics, weight);
        double[] damage = new double[targets.size()];
        for (int column = 0; column < damage.length; column++) {
            progress.checkpoint();
            Progress piece = progress.piece((double) column / damage.length, 1.0 / damage.length);
            Tensor pruned = request.pruned(layer, targets.get(column), piece);
            double lost = energy.between(layer, statistics, weight, pruned);
            damage[column] = all == 0 ? 0 : lost / all;
        }
        return damage;
    }

    private static LayerStatistics statistics(ScanRequest request, Layer layer) {
        return Objects.requireNonNull(request.statistics().get(layer.id()), layer.id().name());
    }
}
