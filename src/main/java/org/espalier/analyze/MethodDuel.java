package org.espalier.analyze;

import org.espalier.analyze.Duel.Contender;
import org.espalier.base.Progress;
import org.espalier.base.UserFacingException;
import org.espalier.compress.CompressionMethod;
import org.espalier.compress.CompressionResult;
import org.espalier.compress.CompressionResult.LayerOutcome;
import org.espalier.compress.LayerStatistics;
import org.espalier.compress.Mask;
import org.espalier.compress.Target;
import org.espalier.model.Layer;
import org.espalier.model.MatrixLayout;
import org.espalier.model.Network;
import org.espalier.tensor.LinearAlgebra;
import org.espalier.tensor.Tensor;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;

/**
 * Prunes one layer by several methods, each with its default parameters, and compares what they
 * make of it. The model is not run: the Gram matrix of the layer's inputs says what any change of
 * its weights does to its outputs.
 *
 * @param statistics of the layer's inputs, with Gram matrices
 */
public record MethodDuel(
        Network network, Layer layer, LayerStatistics statistics, LinearAlgebra algebra) {
    private static final int LEAST = 2;
    private static final int MOST = 4;

    /**
     * Refuses what is no duel.
     *
     * @throws UserFacingException unless there are two to four methods, all different
     */
    public static void check(List<String> methods) {
        if (methods.size() < LEAST
                || methods.size() > MOST
                || new HashSet<>(methods).size() < methods.size()) {
            throw UserFacingException.badInput(
                    "A duel takes two to four different methods, not \"%s\"."
                            .formatted(String.join(",", methods)));
        }
    }

    /** Has each method prune the layer to the target. */
    public Duel run(List<CompressionMethod<?>> methods, Target target, Progress progress) {
        LoneLayer lone = new LoneLayer(network, layer, statistics);
        OutputEnergy energy = new OutputEnergy(algebra);
        double whole = energy.of(layer, statistics, lone.weight());
        List<Contender> contenders = new ArrayList<>();
        List<Mask> masks = new ArrayList<>();
        for (CompressionMethod<?> method : methods) {
            progress.checkpoint();
            long start = System.nanoTime();
            CompressionResult result = lone.compressed(method, target, progress);
            double seconds = (System.nanoTime() - start) / 1e9;
            Tensor pruned = result.network().weight(layer.weight());
            Mask mask = zeros(pruned);
            LayerOutcome outcome = result.layers().getFirst();
            contenders.add(
                    new Contender(
                            method.key(),
                            whole == 0
                                    ? 0
                                    : energy.between(layer, statistics, lone.weight(), pruned)
                                            / whole,
                            mask.sparsity(),
                            starved(mask, target),
                            seconds,
                            outcome.note()));
            masks.add(mask);
            progress.update("Pruning", masks.size(), methods.size());
        }
        return new Duel(layer.id(), target, layer.layout().rows(), contenders, overlaps(masks));
    }

    private Mask zeros(Tensor pruned) {
        MatrixLayout layout = layer.layout();
        BitSet zeros = new BitSet();
        for (int row = 0; row < layout.rows(); row++) {
            for (int column = 0; column < layout.columns(); column++) {
                zeros.set(
                        row * layout.columns() + column,
                        pruned.floatAt(layout.index(row, column)) == 0);
            }
        }
        return new Mask(layout.rows(), layout.columns(), zeros);
    }

    private static int starved(Mask mask, Target target) {
        double least = Duel.STARVED * (1 - target.sparsity()) * mask.columns();
        int starved = 0;
        for (int row = 0; row < mask.rows(); row++) {
            int kept = 0;
            for (int column = 0; column < mask.columns(); column++) {
                kept += mask.prunes(row, column) ? 0 : 1;
            }
            starved += kept < least ? 1 : 0;
        }
        return starved;
    }

    private static double[][] overlaps(List<Mask> masks) {
        double[][] overlap = new double[masks.size()][masks.size()];
        for (int i = 0; i < overlap.length; i++) {
            for (int j = 0; j < overlap.length; j++) {
                overlap[i][j] = masks.get(i).overlap(masks.get(j));
            }
        }
        return overlap;
    }
}
