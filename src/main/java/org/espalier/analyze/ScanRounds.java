package org.espalier.analyze;

import org.espalier.analyze.CellRun.Cell;
import org.espalier.base.Progress;
import org.espalier.model.Layer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Fills a measured table cell by cell, in rounds, telling and keeping each. */
final class ScanRounds {
    /** A cell to measure, and the name to keep it under. */
    private record Missing(Cell cell, String key) {}

    private final CellRun run;
    private final CellStore store;
    private final CellListener listener;
    private final Progress progress;
    private final double[][] damage;
    private long done;

    ScanRounds(CellRun run, CellStore store, CellListener listener, Progress progress) {
        this.run = run;
        this.store = store;
        this.listener = listener;
        this.progress = progress;
        int columns = run.request().sparsities().length;
        this.damage = new double[run.request().layers().size()][columns];
        Arrays.stream(damage).forEach(row -> Arrays.fill(row, Double.NaN));
    }

    SensitivityTable measure() {
        for (List<Integer> columns : CellOrder.rounds(run.request().sparsities().length)) {
            List<Missing> missing = resume(cells(columns));
            List<Layer> layers = missing.stream().map(m -> run.layer(m.cell())).distinct().toList();
            for (List<Layer> part : run.pass().parts(layers)) {
                measure(
                        part,
                        missing.stream().filter(m -> part.contains(run.layer(m.cell()))).toList());
            }
        }
        return run.request().table(run.measure(), damage, List.of());
    }

    private List<Cell> cells(List<Integer> columns) {
        return columns.stream()
                .flatMap(
                        column ->
                                IntStream.range(0, damage.length)
                                        .mapToObj(layer -> new Cell(layer, column)))
                .sorted(Comparator.comparingDouble(run::promise).reversed())
                .toList();
    }

    /** Takes what is stored already; gives back the rest. */
    private List<Missing> resume(List<Cell> cells) {
        List<Missing> missing = new ArrayList<>();
        for (Cell cell : cells) {
            progress.checkpoint();
            String key = run.key(cell);
            OptionalDouble known = store.find(key);
            if (known.isPresent()) {
                tell(cell, known.getAsDouble());
            } else {
                missing.add(new Missing(cell, key));
            }
        }
        return missing;
    }

    private void measure(List<Layer> layers, List<Missing> cells) {
        double[] sums = new double[cells.size()];
        List<List<int[]>> chunks = cells.isEmpty() ? List.of() : run.pass().chunks(layers);
        for (int chunk = 0; chunk < chunks.size(); chunk++) {
            List<CutBatch> batches = run.pass().values(layers, chunks.get(chunk));
            for (int i = 0; i < sums.length; i++) {
                sums[i] += run.damage(cells.get(i).cell(), batches, progress);
                if (chunk == chunks.size() - 1) {
                    finish(cells.get(i), sums[i] / run.samples());
                }
            }
        }
    }

    private void finish(Missing missing, double value) {
        Cell cell = missing.cell();
        String what =
                "%s %s %s"
                        .formatted(
                                run.request().method().key(),
                                run.request().sparsities()[cell.column()],
                                run.layer(cell).id());
        store.put(missing.key(), value, what);
        tell(cell, value);
    }

    private void tell(Cell cell, double value) {
        double sparsity = run.request().sparsities()[cell.column()];
        damage[cell.layer()][cell.column()] = value;
        listener.cell(run.layer(cell).id(), sparsity, value);
        progress.update("Measuring sensitivity", ++done, (long) damage.length * damage[0].length);
    }
}
