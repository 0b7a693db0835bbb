package org.espalier.analyze;

import org.espalier.base.Progress;
import org.espalier.base.UserFacingException;
import org.espalier.data.Dataset;
import org.espalier.engine.Engine;
import org.jspecify.annotations.Nullable;

/**
 * The table of measured damage: the model really runs with one layer pruned, cell by cell.
 *
 * <p>A cell runs only what depends on the layer's weight (see {@code LayerCut}), on values that one
 * pass of the original model has left at the cut; the pruned weight is a constant of that part,
 * because engines prepare constant weights for speed and making a session costs less than one
 * batch. The numbers are those of the whole model with the pruned weight in it.
 *
 * <p>Cells come in rounds, so that the table soon tells the whole story coarsely: the middle
 * sparsity of every layer, both ends, then ever finer; within a round those first that the instant
 * table expects most of, by output error and number of weights. Each cell is kept under a hash of
 * what it depends on: the model, the data, the mask, the measure and the engine.
 *
 * <p>Damage is accuracy lost where the data has labels and the model gives class scores, the mean
 * KL divergence without labels, and the mean cosine distance where the model gives embeddings.
 */
public final class MeasuredScan {
    /**
     * How a scan runs.
     *
     * @param batchSize samples that run together
     * @param cacheBytes limit on the values kept at the cuts; where the layers of a round need
     *     more, the original model runs again for each part of them
     */
    public record Options(int batchSize, long cacheBytes) {
        /** Batches of 64; a quarter of the memory that this JVM may have. */
        public static Options fitting() {
            return new Options(64, Runtime.getRuntime().maxMemory() / 4);
        }
    }

    /**
     * What damage is measured against.
     *
     * @param model SHA-256 of the model, as in its provenance
     * @param data samples, labelled or not
     * @param expected the instant table of the same method, for the order of the cells; null if
     *     there is none
     */
    public record Reference(String model, Dataset data, @Nullable SensitivityTable expected) {}

    private final Engine engine;
    private final CellStore store;
    private final Options options;

    /** Scans with this engine; finished cells are taken from and put into {@code store}. */
    public MeasuredScan(Engine engine, CellStore store, Options options) {
        this.engine = engine;
        this.store = store;
        this.options = options;
    }

    /**
     * Measures all cells that are not in the store yet.
     *
     * @param listener learns of every cell, stored ones too, from this thread
     * @throws UserFacingException if the data has no samples, or the model does not run on it
     * @throws org.espalier.base.CancelledException if cancelled; finished cells are in the store
     */
    public SensitivityTable run(
            ScanRequest request, Reference reference, CellListener listener, Progress progress) {
        if (reference.data().size() == 0) {
            throw UserFacingException.badInput(
                    "%s has no samples, so nothing can be measured on it. Choose other data."
                            .formatted(reference.data().name()));
        }
        CutPass pass = new CutPass(engine, request, reference.data(), options, progress);
        CellRun run = new CellRun(engine, request, reference, pass);
        return new ScanRounds(run, store, listener, progress).measure();
    }
}
