package org.espalier.ui.tune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.analyze.Duel;
import org.espalier.base.UserFacingException;
import org.espalier.compress.Target;
import org.espalier.engine.EngineChoice;
import org.espalier.job.JobEvent;
import org.espalier.job.JobSpec;
import org.espalier.project.Autosave;
import org.espalier.ui.Background;
import org.espalier.ui.FakeRunner;
import org.espalier.ui.FakeWorkbench;
import org.espalier.ui.ProjectViewModel;
import org.espalier.ui.SampleStudy;
import org.espalier.ui.Study;
import org.espalier.ui.Texts;
import org.espalier.ui.job.JobsViewModel;
import org.espalier.ui.tune.DuelViewModel.Stage;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

class DuelViewModelTest {
    private final Study study = SampleStudy.small();
    private final FakeRunner runner = new FakeRunner(study.layers(), JobSpec.Duel.class);
    private final FakeWorkbench workbench =
            new FakeWorkbench(study, runner, FakeWorkbench.small().methods());
    private final Texts texts = new Texts();
    private final ProjectViewModel project = new ProjectViewModel(texts);
    private final Background background = new Background(Runnable::run, Runnable::run);
    private final JobsViewModel jobs =
            new JobsViewModel(workbench.jobs(), background.screen(), texts);
    private final ScanJobs scans =
            new ScanJobs(jobs, Path.of("target/work"), () -> EngineChoice.AUTO, texts);
    private final TuneViewModel tune =
            new TuneViewModel(workbench.methods(), scans, project, background, texts);
    private final DuelViewModel duel = new DuelViewModel(workbench.methods(), scans, tune, texts);

    @BeforeEach
    void open() {
        project.open(
                FakeWorkbench.document(
                        workbench.study(), new Autosave(Runnable::run, Assertions::fail)));
        tune.open(workbench.study());
        tune.select(1);
    }

    @Test
    void theSelectedLayerLosesWhatTheScheduleTakesFromIt() {
        tune.setSparsity(1, 0.7);
        duel.open();
        assertEquals("70.0 %", duel.target().get());
        duel.start();

        JobSpec.Duel asked = (JobSpec.Duel) runner.started().getLast();
        assertEquals(workbench.study().layers().get(1).id().name(), asked.layer());
        assertEquals(new Target.Sparsity(0.7), asked.target());
        assertEquals(List.of("magnitude", "wanda"), asked.methods());
        runner.last().finish(runner.result(asked));
        assertEquals(Stage.DONE, duel.stage().get());
        Duel found = duel.duel().get();
        assertNotNull(found);
        assertEquals(1, found.best());
        assertTrue(duel.title().get().contains(asked.layer()));
    }

    @Test
    void aLayerThatIsLeftDenseIsHalved() {
        tune.setSparsity(1, 0);
        duel.open();
        assertEquals("50.0 %", duel.target().get());
    }

    @Test
    void aPatternMayBeTyped() {
        duel.open();
        duel.target().set("2:4");
        duel.start();
        assertEquals(new Target.NM(2, 4), ((JobSpec.Duel) runner.started().getLast()).target());
    }

    @Test
    void oneMethodOrNoTargetIsNotEnough() {
        duel.open();
        assertTrue(duel.startable().get());
        for (String wrong : List.of("", "5:4", "100", "half")) {
            duel.target().set(wrong);
            assertFalse(duel.startable().get(), wrong);
        }
        duel.target().set("60");
        duel.entrants().getFirst().chosen().set(false);
        assertFalse(duel.startable().get());
        int before = runner.started().size();
        duel.start();
        assertEquals(before, runner.started().size());
    }

    @Test
    void aDuelGoesOnWhileAnotherLayerIsSelectedAndFailuresAreTold() {
        duel.open();
        String title = duel.title().get();
        duel.start();
        assertEquals(Stage.RUNNING, duel.stage().get());
        assertFalse(duel.startable().get());
        tune.select(0);
        duel.open();
        assertEquals(title, duel.title().get());
        runner.last()
                .end(
                        new JobEvent.Failed(
                                Instant.EPOCH, UserFacingException.Kind.BAD_INPUT, "No room."));
        assertEquals(Stage.FAILED, duel.stage().get());
        assertEquals("No room.", duel.message().get());
        duel.open();
        assertEquals(Stage.READY, duel.stage().get());
        assertFalse(title.equals(duel.title().get()));
    }
}
