package org.espalier.ui.tune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.analyze.SensitivityTable;
import org.espalier.compress.Target;
import org.espalier.engine.EngineChoice;
import org.espalier.job.JobSpec;
import org.espalier.project.Autosave;
import org.espalier.ui.Background;
import org.espalier.ui.FakeRunner;
import org.espalier.ui.FakeWorkbench;
import org.espalier.ui.ProjectViewModel;
import org.espalier.ui.Texts;
import org.espalier.ui.job.JobsViewModel;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;

/** Layers with a method or a pattern of their own. */
class LayerMethodsTest {
    private final FakeWorkbench workbench = FakeWorkbench.small();
    private final FakeRunner runner = (FakeRunner) workbench.jobs();
    private final Texts texts = new Texts();
    private final ProjectViewModel project = new ProjectViewModel(texts);
    private final TuneViewModel tune = tune();

    private TuneViewModel tune() {
        Background background = new Background(Runnable::run, Runnable::run);
        JobsViewModel jobs = new JobsViewModel(runner, background.screen(), texts);
        ScanJobs scans = new ScanJobs(jobs, Path.of("target/work"), () -> EngineChoice.AUTO, texts);
        Autosave autosave = new Autosave(Runnable::run, Assertions::fail);
        project.open(FakeWorkbench.document(workbench.study(), autosave));
        return new TuneViewModel(workbench.methods(), scans, project, background, texts);
    }

    private Tile tile(int index) {
        return tune.tiles().get().get(index);
    }

    @Test
    void aLayerMayHaveAMethodOfItsOwn() {
        tune.open(workbench.study());
        for (int i = 0; i < tune.layerCount(); i++) {
            tune.setSparsity(i, i >= 6 ? 0.5 : 0);
        }
        tune.endGesture();
        tune.select(7);
        double byWanda = tune.figure().get().table().damage()[7][4];
        tune.setMethod(tune.methods().getFirst());

        assertEquals("magnitude", tune.methodOf(7).key());
        assertEquals("wanda", tune.methodOf(6).key());
        assertEquals("M", tune.figure().get().highlight().marks().get(7));
        SensitivityTable errors = tune.figure().get().table();
        assertEquals(tune.damage().errors("magnitude").damage()[7][4], errors.damage()[7][4]);
        assertEquals(tune.damage().errors("wanda").damage()[6][4], errors.damage()[6][4]);
        assertTrue(errors.damage()[7][4] != byWanda, "the column is the other method's");
        assertTrue(tune.describeCell(7, 0.5).endsWith("by Magnitude, the layer's own method"));
        assertEquals("Magnitude", tune.previews().preview().get().method());
        assertEquals("Wanda + Magnitude 25.2 %", tune.title());
        assertEquals(
                """
                espalier: 1
                steps:
                  - prune:
                      method: wanda
                      layers:
                        stage3.0.conv2: 0.5
                  - prune:
                      method: magnitude
                      layers:
                        fc: 0.5
                """,
                tune.recipe());

        assertEquals("Undo choose a layer's method", project.undoName().get());
        project.undo();
        assertEquals("wanda", tune.methodOf(7).key());
        assertEquals(byWanda, tune.figure().get().table().damage()[7][4]);
    }

    @Test
    void theMethodOfALayerSurvivesWhateverElseIsSet() {
        tune.open(workbench.study());
        tune.select(3);
        tune.setMethod(tune.methods().getFirst());
        tune.setSparsity(3, 0.3);
        tune.nudge(0.05);
        tune.toggleLock(3);
        tune.toggleLock(3);
        tune.proposals().propose(tune.proposals().presets().getLast(), 0.7);
        tune.proposals().apply();
        assertTrue(tune.ownMethod(3));
        tune.setMethod(null);
        assertEquals(false, tune.ownMethod(3));
    }

    /**
     * The predicted accuracy is that of a schedule whose layers have the damage of their methods.
     */
    @Test
    void thePredictionUsesEachLayersMethod() {
        tune.open(workbench.study());
        tune.reset();
        tune.setSparsity(7, 0.5);
        tune.choose(tune.methods().getFirst());
        String byMagnitude = tile(1).value();
        tune.choose(tune.methods().getLast());
        String byWanda = tile(1).value();
        tune.select(7);
        tune.setMethod(tune.methods().getFirst());
        assertEquals(byMagnitude, tile(1).value());
        assertTrue(!byMagnitude.equals(byWanda), byWanda);
    }

    @Test
    void measuredDamageOfALayersMethodIsScannedToo() {
        tune.open(workbench.study());
        tune.damage().show(true);
        tune.select(7);
        tune.setMethod(tune.methods().getFirst());
        runner.last().finish(runner.result(runner.started().getLast()));
        List<List<String>> scanned =
                runner.started().stream()
                        .filter(spec -> spec instanceof JobSpec.Scan scan && scan.measured())
                        .map(spec -> ((JobSpec.Scan) spec).methods())
                        .toList();
        assertEquals(List.of(List.of("wanda"), List.of("magnitude")), scanned);
        assertTrue(tune.describeCell(7, 0.5).contains("not known yet"), tune.describeCell(7, 0.5));
    }

    /** The fake scan knows 2:4, which costs more than half the weights anywhere, and no 1:4. */
    @Test
    void patternsHaveTheirOwnDamage() {
        tune.open(workbench.study());
        tune.reset();
        tune.select(7);
        tune.setSelected(0.5);
        String anywhere = tile(1).value();
        tune.setSelected(new Target.NM(2, 4));
        assertTrue(!tile(1).value().equals(anywhere), anywhere);
        assertEquals(false, tile(1).warning());
        assertEquals("2:4", tune.figure().get().highlight().marks().get(7));
        assertTrue(tune.describeFacts().contains("2:4 loses "), tune.describeFacts());
        tune.setSelected(new Target.NM(1, 4));
        assertTrue(tile(1).warning());
        assertEquals(
                "at best: the N:M damage of 1 layer is not measured and counts as unstructured",
                tile(1).note());
        assertTrue(tune.describeFacts().contains("1:4 was not computed"), tune.describeFacts());
    }
}
