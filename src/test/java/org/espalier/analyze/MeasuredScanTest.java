package org.espalier.analyze;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.analyze.MeasuredScan.Options;
import org.espalier.analyze.MeasuredScan.Reference;
import org.espalier.analyze.SensitivityTable.Measure;
import org.espalier.base.CancelledException;
import org.espalier.base.Progress;
import org.espalier.base.UserFacingException;
import org.espalier.data.Batch;
import org.espalier.data.Dataset;
import org.espalier.engine.Program;
import org.espalier.model.Layer;
import org.espalier.model.Network;
import org.espalier.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

class MeasuredScanTest {
    private static final Options ROOMY = new Options(16, 1 << 20);
    private final Residual model = new Residual();
    private final TinyEngine engine = new TinyEngine();
    private final ScanRequest request = model.request(0.1, 0.3, 0.5, 0.7, 0.9);
    private final Dataset labelled = model.data(50, true);
    private final Dataset plain = model.data(50, false);
    private final List<String> told = new ArrayList<>();

    @Test
    void losesTheAccuracyThatTheWholePrunedModelLoses() {
        SensitivityTable table = scan(ROOMY, CellStore.NONE, labelled);

        assertEquals(Measure.ACCURACY_DROP, table.measure());
        for (int layer = 0; layer < 3; layer++) {
            for (int column = 0; column < 5; column++) {
                double drop =
                        right(model.network, labelled) - right(pruned(layer, column), labelled);
                assertEquals(drop / 50, table.damage()[layer][column], 1e-12);
            }
        }
    }

    @Test
    void divergesAsTheWholePrunedModelDoesWhereThereAreNoLabels() {
        SensitivityTable table = scan(ROOMY, CellStore.NONE, plain);

        assertEquals(Measure.KL_DIVERGENCE, table.measure());
        for (int layer = 0; layer < 3; layer++) {
            for (int column = 0; column < 5; column++) {
                double expected =
                        divergence(
                                logits(model.network, plain), logits(pruned(layer, column), plain));
                assertEquals(expected, table.damage()[layer][column], 1e-5);
            }
        }
    }

    @Test
    void givesTheSameNumbersInLittleMemory() {
        double[][] roomy = scan(ROOMY, CellStore.NONE, plain).damage();
        double[][] tight = scan(new Options(16, 1), CellStore.NONE, plain).damage();
        double[][] half = scan(new Options(16, 5000), CellStore.NONE, plain).damage();

        for (int layer = 0; layer < 3; layer++) {
            assertArrayEquals(roomy[layer], tight[layer], 1e-12);
            assertArrayEquals(roomy[layer], half[layer], 1e-12);
        }
    }

    @Test
    void runsNothingBeforeTheLayerAgain() {
        scan(ROOMY, CellStore.NONE, plain);

        // 4 batches and the first one twice; then 5 cells of 4 batches for each layer in front.
        assertEquals(5 + 20, runs("first"));
        assertEquals(5 + 40, runs("second"));
        assertEquals(5 + 60, runs("third"));
    }

    @Test
    void cutsWhereResidualBranchesPass() {
        LayerCut cut = LayerCut.of(model.network, model.layers.get(1));

        assertEquals(List.of("relu.out"), cut.live());
        assertEquals(List.of("add.out"), LayerCut.of(model.network, model.layers.get(2)).live());
        assertEquals(List.of("x"), LayerCut.of(model.network, model.layers.get(0)).live());
    }

    @Test
    void tellsTheMiddleFirstThenTheEndsAndPromisingLayersBeforeOthers() {
        SensitivityTable expected =
                new SensitivityTable(
                        "smallest",
                        Measure.OUTPUT_ERROR,
                        model.layers.stream().map(Layer::id).toList(),
                        new double[] {0.5},
                        new double[][] {{0.1}, {0.3}, {0.2}});
        new MeasuredScan(engine, CellStore.NONE, ROOMY)
                .run(
                        request,
                        new Reference("m", plain, expected),
                        (layer, sparsity, damage) -> told.add(layer + " " + sparsity),
                        Progress.NONE);

        assertEquals(List.of("second 0.5", "first 0.5", "third 0.5"), told.subList(0, 3));
        assertTrue(told.subList(3, 9).stream().allMatch(cell -> cell.matches(".* 0\\.[19]")));
        assertEquals(15, told.stream().distinct().count());
    }

    @Test
    void measuresNoStoredCellAgain(@TempDir Path folder) {
        double[][] first = scan(ROOMY, new CellJournal(folder), plain).damage();
        engine.sessions = 0;

        double[][] again = scan(ROOMY, new CellJournal(folder), plain).damage();

        assertArrayEquals(first, again);
        assertEquals(1, engine.sessions);
        assertEquals(30, told.size());
    }

    @Test
    void measuresAgainWhatOtherDataOrAnotherModelSays(@TempDir Path folder) {
        scan(ROOMY, new CellJournal(folder), plain);
        engine.sessions = 0;

        scan(ROOMY, new CellJournal(folder), model.data(40, false));

        assertEquals(2 + 15, engine.sessions);
    }

    @Test
    void losesNoFinishedCellToAKillNotEvenWithATornLine(@TempDir Path folder) throws IOException {
        double[][] whole = scan(ROOMY, CellStore.NONE, plain).damage();
        told.clear();
        assertThrows(
                CancelledException.class, () -> scan(new CellJournal(folder), new CancelAfter(40)));
        int finished = told.size();
        String torn = "0123456789abcdef".repeat(4) + " 0.0";
        Files.writeString(folder.resolve("cells.txt"), torn, StandardOpenOption.APPEND);
        engine.sessions = 0;

        SensitivityTable resumed = scan(ROOMY, new CellJournal(folder), plain);

        assertTrue(finished > 3 && finished < 15, "finished " + finished);
        assertEquals(2 + 15 - finished, engine.sessions);
        assertArrayEquals(whole, resumed.damage());
        assertEquals(15, keptCells(folder));
    }

    @Test
    void refusesDataWithoutSamples() {
        UserFacingException e =
                assertThrows(
                        UserFacingException.class,
                        () -> scan(ROOMY, CellStore.NONE, model.data(0, false)));

        assertTrue(e.getMessage().contains("no samples"));
    }

    @Test
    void saysWhereCellsCannotBeKept(@TempDir Path folder) throws IOException {
        Path blocked = Files.writeString(folder.resolve("file"), "");

        UserFacingException e =
                assertThrows(UserFacingException.class, () -> new CellJournal(blocked));

        assertTrue(e.getMessage().contains(blocked.toString()), e.getMessage());
    }

    private static long keptCells(Path folder) throws IOException {
        return Files.readAllLines(folder.resolve("cells.txt")).stream()
                .filter(line -> line.endsWith(";"))
                .count();
    }

    private long runs(String node) {
        return engine.ran.stream().filter(node::equals).count();
    }

    private SensitivityTable scan(Options options, CellStore store, Dataset data) {
        return new MeasuredScan(engine, store, options)
                .run(
                        request,
                        new Reference("m", data, null),
                        (layer, sparsity, damage) -> told.add(layer + " " + sparsity),
                        Progress.NONE);
    }

    private void scan(CellStore store, Progress progress) {
        new MeasuredScan(engine, store, ROOMY)
                .run(
                        request,
                        new Reference("m", plain, null),
                        (layer, sparsity, damage) -> told.add(layer + " " + sparsity),
                        progress);
    }

    private Network pruned(int layer, int column) {
        Layer one = model.layers.get(layer);
        Tensor changed = request.pruned(one, column, Progress.NONE);
        return model.network.withWeights(Map.of(one.weight(), changed));
    }

    private static Batch all(Dataset data) {
        return data.batch(data.batches(data.size()).get(0));
    }

    private static Tensor logits(Network network, Dataset data) {
        return Objects.requireNonNull(
                new TinyEngine()
                        .open(Program.whole(network))
                        .run(all(data).inputs())
                        .get("third.out"));
    }

    private static double right(Network network, Dataset data) {
        Tensor logits = logits(network, data);
        int[] labels = all(data).labels();
        int right = 0;
        for (int i = 0; i < labels.length; i++) {
            int best = 0;
            for (int c = 1; c < Residual.CLASSES; c++) {
                long row = (long) i * Residual.CLASSES;
                best = logits.floatAt(row + c) > logits.floatAt(row + best) ? c : best;
            }
            right += best == labels[i] ? 1 : 0;
        }
        return right;
    }

    private static double divergence(Tensor p, Tensor q) {
        double sum = 0;
        int rows = p.shape().intDim(0);
        for (long row = 0; row < rows; row++) {
            double sumP = 0;
            double sumQ = 0;
            for (long c = 0; c < Residual.CLASSES; c++) {
                sumP += Math.exp(p.floatAt(row * Residual.CLASSES + c));
                sumQ += Math.exp(q.floatAt(row * Residual.CLASSES + c));
            }
            for (long c = 0; c < Residual.CLASSES; c++) {
                double a = Math.exp(p.floatAt(row * Residual.CLASSES + c)) / sumP;
                double b = Math.exp(q.floatAt(row * Residual.CLASSES + c)) / sumQ;
                sum += a * Math.log(a / b);
            }
        }
        return sum / rows;
    }

    /** Cancels at a checkpoint. */
    private static final class CancelAfter implements Progress {
        private int left;

        CancelAfter(int checkpoints) {
            left = checkpoints;
        }

        @Override
        public void update(String part, long done, long total) {}

        @Override
        public void checkpoint() {
            if (left-- == 0) {
                throw new CancelledException();
            }
        }
    }
}
