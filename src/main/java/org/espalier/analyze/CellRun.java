package org.espalier.analyze;

import org.espalier.analyze.SensitivityTable.Measure;
import org.espalier.base.Progress;
import org.espalier.engine.Engine;
import org.espalier.engine.Program;
import org.espalier.engine.Session;
import org.espalier.model.Layer;
import org.espalier.model.Network;
import org.espalier.tensor.Tensor;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Runs the model behind one pruned layer. */
final class CellRun {
    /** One cell: a layer and a column of the table, by their indices. */
    record Cell(int layer, int column) {}

    private final Engine engine;
    private final ScanRequest request;
    private final MeasuredScan.Reference reference;
    private final CutPass pass;
    private final Measure measure;

    CellRun(Engine engine, ScanRequest request, MeasuredScan.Reference reference, CutPass pass) {
        this.engine = engine;
        this.request = request;
        this.reference = reference;
        this.pass = pass;
        this.measure = OutputDamage.suited(pass.output(), reference.data());
    }

    ScanRequest request() {
        return request;
    }

    CutPass pass() {
        return pass;
    }

    Measure measure() {
        return measure;
    }

    int samples() {
        return reference.data().size();
    }

    Layer layer(Cell cell) {
        return request.layers().get(cell.layer());
    }

    /** How much is to be learned from a cell: its expected error times its weights. */
    double promise(Cell cell) {
        SensitivityTable expected = reference.expected();
        int row = expected == null ? -1 : expected.layers().indexOf(layer(cell).id());
        double error =
                row < 0
                        ? 1
                        : Objects.requireNonNull(expected)
                                .damageAt(row, request.sparsities()[cell.column()]);
        return error * layer(cell).weightCount();
    }

    /** The name under which a cell's damage is kept. */
    String key(Cell cell) {
        return new CellKey()
                .add(reference.model())
                .add(reference.data().fingerprint())
                .add("%s %s %s".formatted(engine.name(), engine.version(), engine.precision()))
                .add(measure.name() + " of " + pass.output().name())
                .add(layer(cell).weight())
                .add(pruned(cell))
                .hex();
    }

    private Tensor pruned(Cell cell) {
        return request.pruned(layer(cell), cell.column(), Progress.NONE);
    }

    /** Damage summed over the samples of these batches. */
    double damage(Cell cell, List<CutBatch> batches, Progress progress) {
        Layer layer = layer(cell);
        LayerCut cut = pass.cut(layer);
        String output = pass.output().name();
        Tensor pruned = pruned(cell);
        if (pruned.sameBits(request.weight(layer)) || !cut.affects().contains(output)) {
            return 0;
        }
        Network changed = request.network().withWeights(Map.of(layer.weight(), pruned));
        double sum = 0;
        try (Session session = engine.open(new Program(changed, cut.live(), List.of(output)))) {
            for (CutBatch batch : batches) {
                progress.checkpoint();
                Tensor changedOutput = session.runReusing(batch.feeds(cut.live())).get(output);
                sum +=
                        OutputDamage.of(measure)
                                .sum(
                                        batch.original(),
                                        batch.answer(Objects.requireNonNull(changedOutput)),
                                        batch.labels());
            }
        }
        return sum;
    }
}
