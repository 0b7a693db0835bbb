package org.espalier.ui.tune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.analyze.Schedule;
import org.espalier.analyze.SensitivityTable.Measure;
import org.espalier.compress.Target;
import org.espalier.engine.EngineChoice;
import org.espalier.job.JobEvent;
import org.espalier.job.JobSpec;
import org.espalier.project.Autosave;
import org.espalier.project.Document;
import org.espalier.project.Goals;
import org.espalier.ui.Background;
import org.espalier.ui.FakeRunner;
import org.espalier.ui.FakeWorkbench;
import org.espalier.ui.GoalWords;
import org.espalier.ui.ProjectViewModel;
import org.espalier.ui.Study;
import org.espalier.ui.Texts;
import org.espalier.ui.job.JobsViewModel;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;

class TuneViewModelTest {
    private final FakeWorkbench workbench = FakeWorkbench.small();
    private final FakeRunner runner = (FakeRunner) workbench.jobs();
    private final Texts texts = new Texts();
    private final ProjectViewModel project = new ProjectViewModel(texts);
    private final TuneViewModel tune = tune(workbench);

    private TuneViewModel tune(FakeWorkbench bench) {
        Background background = new Background(Runnable::run, Runnable::run);
        JobsViewModel jobs = new JobsViewModel(bench.jobs(), background.screen(), texts);
        ScanJobs scans = new ScanJobs(jobs, Path.of("target/work"), () -> EngineChoice.AUTO, texts);
        project.open(
                FakeWorkbench.document(
                        bench.study(), new Autosave(Runnable::run, Assertions::fail)));
        return new TuneViewModel(bench.methods(), scans, project, background, texts);
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
    void aDragIsOneStepToUndo() {
        tune.open(workbench.study());
        double suggested = tune.sparsity(1);
        assertEquals("Undo", project.undoName().get(), "the first suggestion is no edit");
        tune.toggleLock(2);
        tune.setSparsity(1, 0.1);
        tune.move(tune.schedule().get(), Set.of(1, 2, 3, 4), 1, 0.05);
        tune.setSparsity(1, 0.3);
        tune.endGesture();

        assertEquals("Undo set sparsity", project.undoName().get());
        project.undo();
        assertEquals(suggested, tune.sparsity(1));
        assertEquals("Undo lock", project.undoName().get());
        assertEquals("Redo set sparsity", project.redoName().get());
        project.redo();
        assertEquals(0.3, tune.sparsity(1));
    }

    @Test
    void theMethodIsAnEditToo() {
        tune.open(workbench.study());
        tune.choose(tune.methods().getFirst());
        assertEquals("magnitude", tune.method().get().key());
        project.undo();
        assertEquals("wanda", tune.method().get().key());
    }

    @Test
    void openingAProjectRestoresItsSchedule() {
        tune.open(workbench.study());
        tune.setSparsity(3, 0.42);
        tune.endGesture();
        Path folder = project.document().orElseThrow().folder();
        project.close();

        project.open(Document.open(folder, new Autosave(Runnable::run, Assertions::fail)));
        tune.open(workbench.study());

        assertEquals(0.42, tune.sparsity(3));
        assertEquals(false, project.canUndo().get());
    }

    @Test
    void presetLeavesLockedLayers() {
        tune.open(workbench.study());
        tune.setSparsity(3, 0.11);
        tune.toggleLock(3);
        tune.proposals().propose(tune.proposals().presets().getFirst(), 0.5);
        tune.proposals().apply();
        assertEquals(0.11, tune.sparsity(3));
        assertTrue(Math.abs(tune.sparsity(6) - 0.5) < 0.05, "" + tune.sparsity(6));
    }

    @Test
    void measuredCellsArriveOneByOne() {
        tune.open(workbench.study());
        tune.damage().show(true);
        assertEquals("stage1.0.conv1 at 50 %: not known yet", tune.describeCell(1, 0.5));
        var layer = workbench.study().layers().get(1).id();
        runner.last().tell(new JobEvent.CellMeasured(Instant.EPOCH, "wanda", layer, 0.5, 0.012));
        assertEquals(0.012, tune.figure().get().table().damage()[1][4]);
        assertEquals(
                "stage1.0.conv1 at 50 %: accuracy −1.2 pp (measured, this layer alone)",
                tune.describeCell(1, 0.5));
        assertEquals("Measured 1 %", tune.measuredCaption());
        tune.damage().show(false);
        tune.damage().show(true);
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
        LayerPreview preview = tune.previews().preview().get();
        assertNotNull(preview);
        assertEquals("Wanda", preview.method());
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
                        study.fileBytes(),
                        List.of(),
                        null);
        tune.open(bare);
        assertTrue(tune.missing().startsWith("Open data"), tune.missing());
        assertEquals("–", tile(1).value());
    }

    @Test
    void proposalIsSeenBeforeItIsTakenOver() {
        tune.open(workbench.study());
        Schedule mine = tune.schedule().get();
        Proposals proposals = tune.proposals();
        proposals.propose(proposals.presets().getLast(), 0.75);
        assertEquals(mine, tune.schedule().get());
        assertEquals("60.0 %", tile(0).value());
        assertEquals("→ 75.0 %", tile(0).change());
        assertEquals(8, tune.figure().get().highlight().proposed().length);
        proposals.dismiss();
        assertEquals("", tile(0).change());
        assertEquals(0, tune.figure().get().highlight().proposed().length);
        proposals.propose(proposals.presets().getLast(), 0.75);
        proposals.apply();
        assertEquals("75.0 %", tile(0).value());
        assertEquals(null, proposals.shown().get());
    }

    @Test
    void openProposalFollowsALock() {
        tune.open(workbench.study());
        tune.setSparsity(6, 0.05);
        Proposals proposals = tune.proposals();
        proposals.propose(proposals.presets().getFirst(), 0.4);
        tune.toggleLock(6);
        assertEquals(0.05, tune.figure().get().highlight().proposed()[6]);
    }

    @Test
    void severalLayersAreSetAndMovedTogether() {
        tune.open(workbench.study());
        tune.reset();
        tune.select(1);
        tune.selection().extend(3);
        tune.toggleLock(2);
        tune.setSelected(0.4);
        tune.nudge(0.05);
        assertEquals(0.45, tune.sparsity(1));
        assertEquals(0, tune.sparsity(2));
        assertEquals(0.45, tune.sparsity(3));
        assertEquals(0, tune.sparsity(4));
        tune.selection().toggle(7);
        tune.setSelected(new Target.NM(2, 4));
        assertEquals(new Target.NM(2, 4), tune.target(7));
        assertEquals(0.5, tune.sparsity(1));
        assertTrue(tune.recipe().contains("\"2:4\""), tune.recipe());
        tune.reset();
        assertEquals(0, tune.sparsity(7));
    }

    @Test
    void measuresThatCannotBeShownSayWhy() {
        tune.open(workbench.study());
        List<MeasureSwitch> measures = tune.measures();
        assertEquals(
                List.of(Measure.ACCURACY_DROP, Measure.OUTPUT_ERROR, Measure.KL_DIVERGENCE),
                measures.stream().map(MeasureSwitch::measure).toList());
        assertEquals(
                List.of(true, true, false), measures.stream().map(MeasureSwitch::enabled).toList());
        assertTrue(measures.get(2).why().contains("labels"), measures.get(2).why());
    }

    @Test
    void accuracyIsEstimatedFromTheErrorUntilItIsMeasured() {
        tune.open(workbench.study());
        tune.damage().show(Measure.ACCURACY_DROP);
        assertEquals(new DamageChoice(Measure.ACCURACY_DROP, false), tune.damage().choice());
        double error = tune.damage().errors().damage()[3][8];
        double drop = tune.figure().get().table().damage()[3][8];
        double odds = (0.919 * 1000 + 0.5) / (0.081 * 1000 + 0.5) * Math.exp(-error);
        double start = (0.919 * 1000 + 0.5) / 1001;
        assertEquals(start - odds / (1 + odds), drop, 1e-12);
        assertTrue(tune.describeCell(3, 0.9).contains("estimated"), tune.describeCell(3, 0.9));
        tune.damage().show(true);
        assertEquals(new DamageChoice(Measure.ACCURACY_DROP, true), tune.damage().choice());
        tune.damage().show(Measure.OUTPUT_ERROR);
        assertEquals(new DamageChoice(Measure.OUTPUT_ERROR, false), tune.damage().choice());
    }

    @Test
    void goalsAreCheckedAgainstWhatTheScheduleComesTo() {
        tune.open(workbench.study());
        tune.reset();
        tune.outlook().set(new Goals(1_000L, 2.0, 0.9));
        GoalWords words = new GoalWords(texts);
        assertEquals("2 of 3 met", words.headline(tune.outlook().checks().get()));
        assertEquals(
                List.of("size ≤ 1.00 KB", "latency", "accuracy"),
                tune.outlook().checks().get().stream().map(words::brief).toList());
        assertEquals(
                "latency ≤ 2.00 ms: met with 1.92 ms",
                words.sentence(tune.outlook().checks().get().get(1)));
    }

    @Test
    void factsOfTheLayerNameTheCalibration() {
        tune.open(workbench.study());
        tune.select(0);
        tune.setSelected(0.5);
        assertTrue(
                tune.describeFacts()
                        .endsWith(
                                "energy kept. Dead inputs: 0. Calibrated on 256 samples, seed 7."),
                tune.describeFacts());
    }
}
