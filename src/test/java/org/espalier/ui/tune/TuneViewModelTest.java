package org.espalier.ui.tune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.job.JobEvent;
import org.espalier.job.JobSpec;
import org.espalier.ui.Background;
import org.espalier.ui.FakeRunner;
import org.espalier.ui.FakeWorkbench;
import org.espalier.ui.Study;
import org.espalier.ui.Texts;
import org.espalier.ui.job.JobsViewModel;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

class TuneViewModelTest {
    private final FakeWorkbench workbench = FakeWorkbench.small();
    private final FakeRunner runner = (FakeRunner) workbench.jobs();
    private final Texts texts = new Texts();
    private final TuneViewModel tune = tune(workbench);

    private TuneViewModel tune(FakeWorkbench bench) {
        Background background = new Background(Runnable::run, Runnable::run);
        JobsViewModel jobs = new JobsViewModel(bench.jobs(), background.screen(), texts);
        ScanJobs scans = new ScanJobs(jobs, Path.of("target/work"), texts);
        return new TuneViewModel(bench.methods(), scans, background, texts);
    }

    private Tile tile(int index) {
        return tune.tiles().get().get(index);
    }

    @Test
    void openingScansEveryMethodAndMeasuresTheBaseline() {
        tune.open(workbench.study());
        List<JobSpec> started = runner.started();
        JobSpec.Scan scan = (JobSpec.Scan) started.get(0);
        assertEquals(List.of("magnitude", "wanda"), scan.methods());
        assertEquals(false, scan.measured());
        assertEquals(JobSpec.Evaluate.class, started.get(1).getClass());
        assertEquals(JobSpec.Bench.class, started.get(2).getClass());
        assertEquals("1.92 ms", tile(3).value());
    }

    @Test
    void firstScheduleIsTheBudgetOfSixtyPercent() {
        tune.open(workbench.study());
        assertEquals("60.0 %", tile(0).value());
        assertEquals("44.7 K of 74.5 K weights removed", tile(0).note());
    }

    @Test
    void tilesFollowAnEditInTheSameCall() {
        tune.open(workbench.study());
        for (int i = 0; i < tune.layerCount(); i++) {
            tune.setSparsity(i, 0);
        }
        assertEquals("0.0 %", tile(0).value());
        assertEquals("91.9 %", tile(1).value());
        assertEquals("0.0 pp", tile(1).change());
        tune.setSparsity(6, 0.5);
        assertEquals("24.7 %", tile(0).value());
        assertTrue(tile(1).change().startsWith("−"), tile(1).change());
        assertTrue(tile(3).warning());
    }

    @Test
    void presetLeavesLockedLayers() {
        tune.open(workbench.study());
        tune.setSparsity(3, 0.11);
        tune.toggleLock(3);
        tune.propose(tune.presets().getFirst(), 0.5);
        assertEquals(0.11, tune.sparsity(3));
        assertTrue(Math.abs(tune.sparsity(6) - 0.5) < 0.05, "" + tune.sparsity(6));
    }

    @Test
    void measuredCellsArriveOneByOne() {
        tune.open(workbench.study());
        tune.showMeasured(true);
        assertEquals("stage1.0.conv1 at 50 %: not known yet", tune.describeCell(1, 0.5));
        var layer = workbench.study().layers().get(1).id();
        runner.last().tell(new JobEvent.CellMeasured(Instant.EPOCH, "wanda", layer, 0.5, 0.012));
        assertEquals(0.012, tune.figure().get().table().damage()[1][4]);
        assertEquals(
                "stage1.0.conv1 at 50 %: accuracy −1.2 pp (measured, this layer alone)",
                tune.describeCell(1, 0.5));
        assertEquals("Measured 1 %", tune.measuredCaption());
        tune.showMeasured(false);
        tune.showMeasured(true);
        long scans = runner.started().stream().filter(s -> s instanceof JobSpec.Scan).count();
        assertEquals(2, scans);
    }

    @Test
    void recipeHoldsThePrunedLayersOnly() {
        tune.open(workbench.study());
        for (int i = 0; i < tune.layerCount(); i++) {
            tune.setSparsity(i, i == 7 ? 0.25 : i == 6 ? 0.5 : 0);
        }
        assertEquals(
                """
                espalier: 1
                steps:
                  - prune:
                      method: wanda
                      layers:
                        stage3.0.conv2: 0.5
                        fc: 0.25
                """,
                tune.recipe());
    }

    @Test
    void previewShowsWhatTheSelectedLayerLoses() {
        tune.open(workbench.study());
        tune.select(7);
        tune.setSparsity(7, 0.5);
        LayerPreview preview = tune.preview().get();
        assertNotNull(preview);
        assertEquals("Magnitude", preview.method());
        assertEquals(319, preview.removed());
        assertEquals("fc: sparsity 50.0 % ", tune.describeSelection());
    }

    @Test
    void withoutDataTheScreenSaysWhatToDo() {
        Study study = workbench.study();
        Study bare =
                new Study(
                        study.file(),
                        study.network(),
                        study.summary(),
                        study.warnings(),
                        study.size(),
                        null);
        tune.open(bare);
        assertTrue(tune.note().get().startsWith("Open data"), tune.note().get());
        assertEquals("–", tile(1).value());
    }
}
