package org.espalier.ui.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.base.UserFacingException;
import org.espalier.engine.EngineChoice;
import org.espalier.job.JobEvent;
import org.espalier.job.JobSpec;
import org.espalier.project.Autosave;
import org.espalier.project.Document;
import org.espalier.project.Edit;
import org.espalier.project.Goals;
import org.espalier.project.NamedRecipe;
import org.espalier.project.Recipes;
import org.espalier.project.RunRecord.State;
import org.espalier.report.compare.ComparedRun;
import org.espalier.ui.Background;
import org.espalier.ui.FakeRunner;
import org.espalier.ui.FakeWorkbench;
import org.espalier.ui.ProjectViewModel;
import org.espalier.ui.SampleStudy;
import org.espalier.ui.Study;
import org.espalier.ui.Texts;
import org.espalier.ui.compare.StoredRuns;
import org.espalier.ui.job.JobsViewModel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

class RunsViewModelTest {
    private static final String RECIPE = "espalier: 1\nsteps: []\n";

    private final Texts texts = new Texts();
    private final Study study = SampleStudy.small();
    private final FakeRunner runner = new FakeRunner(study.layers(), JobSpec.Run.class);
    private final Background background = new Background(Runnable::run, Runnable::run);
    private final List<String> told = new ArrayList<>();
    private final List<Path> revealed = new ArrayList<>();
    private final List<List<String>> compared = new ArrayList<>();
    private final List<NamedRecipe> edited = new ArrayList<>();
    private final ProjectViewModel project = new ProjectViewModel(texts);
    private final JobsViewModel jobs = new JobsViewModel(runner, Runnable::run, texts);
    private final ProjectRuns stored = new ProjectRuns(project, jobs, background, told::add);
    private final RunStarter starter =
            new RunStarter(project, stored, jobs, () -> EngineChoice.AUTO, told::add, texts);
    private final RunsViewModel runs =
            new RunsViewModel(project, stored, starter, revealed::add, background, texts);

    @BeforeEach
    void open() {
        project.open(FakeWorkbench.document(study, new Autosave(Runnable::run, told::add)));
        starter.open(study);
        stored.open();
        runs.lead(compared::add, edited::add);
    }

    private void finished(String name) {
        starter.start(name, RECIPE, null);
        runner.last().finish(runner.result(runner.started().getLast()));
    }

    private List<String> lines() {
        return runs.rows().shown().stream()
                .map(row -> row.depth() + " " + row.run().title() + " " + row.state())
                .toList();
    }

    private State state() {
        return runs.rows().all().getLast().state();
    }

    @Test
    void aRunIsSeenFromTheMomentItIsAskedFor() {
        assertEquals("", runs.summary().get());
        starter.start("first", RECIPE, null);
        starter.start("second", RECIPE, null);
        assertEquals(List.of("0 1 · first RUNNING", "0 2 · second QUEUED"), lines());
        assertEquals("2 runs in this project", runs.summary().get());
        jobs.togglePause();
        assertEquals(List.of("0 1 · first PAUSED", "0 2 · second QUEUED"), lines());
        runner.last().finish(runner.result(runner.started().getLast()));
        assertEquals(List.of("0 1 · first DONE", "0 2 · second RUNNING"), lines());
        JobEvent broken =
                new JobEvent.Failed(Instant.EPOCH, UserFacingException.Kind.FAILED, "No memory.");
        runner.last().end(broken);
        assertEquals(State.FAILED, state());
        assertEquals("No memory.", runs.rows().all().getLast().run().message());
        assertEquals(List.of(), told);
    }

    @Test
    void runsAreThereAgainWhenTheProjectIsOpenedAgain() {
        finished("first");
        starter.start("second", RECIPE, null);
        Path folder = project.document().orElseThrow().folder();
        jobs.leave();
        project.close();

        Autosave autosave = new Autosave(Runnable::run, told::add);
        project.open(Document.open(folder, autosave));
        stored.open();

        assertEquals(List.of("0 1 · first DONE", "0 2 · second INTERRUPTED"), lines());
        runs.selectLast();
        assertTrue(runs.canResume().getValue());
        runs.resume();
        assertEquals(List.of("0 1 · first DONE", "0 2 · second RUNNING"), lines());
        assertEquals(
                folder.resolve("runs/0002").toAbsolutePath(),
                jobs.jobs().getFirst().request().folder());
    }

    @Test
    void aRunOnAResultStandsBelowItAndIsComparedWithTheModelThatBothCameFrom() {
        StoredRuns comparable = new StoredRuns(stored.all(), project.state());
        finished("first");
        finished("second");
        runs.select(List.of("0001"));
        runs.runOnResult(new NamedRecipe("more", RECIPE));
        runner.last().finish(runner.result(runner.started().getLast()));

        assertEquals(List.of("0 1 · first DONE", "1 3 · more DONE", "0 2 · second DONE"), lines());
        assertEquals("1 · first", runs.rows().all().get(1).parent());
        JobSpec.Run spec = (JobSpec.Run) runner.started().getLast();
        assertTrue(spec.model().endsWith("runs/0001/out.onnx"), spec.model());
        ComparedRun child = comparable.runs().getLast();
        assertEquals("3 · more", child.name());
        assertEquals(0.919, child.comparison().base().quality().getFirst().estimate().value());
        assertFalse(child.inTurn());
        assertTrue(comparable.runs().getFirst().inTurn());

        runs.select(List.of("0001"));
        runs.delete();
        assertEquals(List.of("0 2 · second DONE", "0 3 · more DONE"), lines());
        assertEquals(
                List.of("2 · second", "3 · more"),
                comparable.runs().stream().map(ComparedRun::name).toList());
    }

    @Test
    void severalRunsAreDeletedAndBroughtBackAtOnce() {
        finished("first");
        finished("second");
        finished("third");
        starter.start("fourth", RECIPE, null);
        runs.select(List.of("0001", "0002"));
        assertTrue(runs.canDelete().getValue());
        runs.delete();
        assertEquals(List.of("0 3 · third DONE", "0 4 · fourth RUNNING"), lines());
        assertEquals(List.of(), runs.selected().get());
        assertEquals("Undo delete run", project.undoName().get());
        Path folder = project.document().orElseThrow().folder();
        assertFalse(Files.exists(folder.resolve("runs/0001")));
        project.undo();
        assertEquals(4, lines().size());
        assertTrue(Files.exists(folder.resolve("runs/0002/run.yaml")));
        runs.select(List.of("0003", "0004"));
        assertFalse(runs.canDelete().getValue());
    }

    @Test
    void nameTagsAndNotesAreEdits() {
        finished("first");
        runs.select(List.of("0001"));
        runs.rename(" best ");
        runs.tag("paper, , small,paper");
        runs.note("Kept the stem dense.");
        RunRow row = runs.selected().get().getFirst();
        assertEquals("1 · best", row.run().title());
        assertEquals(List.of("paper", "small"), row.run().marks().tags());
        assertEquals("Kept the stem dense.", row.run().marks().notes());
        project.undo();
        project.undo();
        project.undo();
        assertEquals("1 · first", runs.selected().get().getFirst().run().title());
    }

    @Test
    void filterKnowsWordsTagsStatesAndNumbers() {
        finished("wanda");
        finished("magnitude");
        starter.start("wanda again", RECIPE, null);
        runs.select(List.of("0002"));
        runs.tag("paper");
        assertEquals(List.of("0002"), filtered("paper"));
        assertEquals(List.of("0002"), filtered("tag = pap"));
        assertEquals(List.of("0001", "0003"), filtered("wanda"));
        assertEquals(List.of("0003"), filtered("state = running"));
        assertEquals(List.of("0001", "0002"), filtered("accuracy > 90 and size < 500k"));
        assertEquals(List.of(), filtered("latency < 1"));
        assertEquals(List.of(), runs.selected().get(), "what is hidden is not selected");
        runs.rows().filter().set("speed > 1");
        assertTrue(runs.rows().problem().get().contains("Known: accuracy, from, goals"));
    }

    private List<String> filtered(String filter) {
        runs.rows().filter().set(filter);
        return runs.rows().shown().stream().map(RunRow::id).toList();
    }

    @Test
    void goalsOfNowAreCheckedAndThoseOfThenAreTold() {
        project.edit(new Edit.SetGoals(new Goals(500_000L, null, 0.9)));
        finished("first");
        RunRow row = runs.rows().all().getFirst();
        assertTrue(row.meetsAll());
        assertEquals(2, row.met());
        assertEquals(List.of(), runs.details().goalsThen(row));
        project.edit(new Edit.SetGoals(new Goals(400_000L, null, 0.9)));
        RunRow now = runs.rows().all().getFirst();
        assertEquals(1, now.met());
        assertEquals(
                "When it was started: size ≤ 0.50 MB: met with 0.47 MB, stored sparse",
                runs.details().goalsThen(now).getFirst());
    }

    @Test
    void selectedRunsAreComparedRepeatedOrEdited() {
        finished("first");
        finished("second");
        runs.select(List.of("0002", "0001"));
        assertTrue(runs.canCompare().getValue());
        assertFalse(runs.isOne().getValue());
        runs.compareSelected();
        assertEquals(List.of(List.of("1 · first", "2 · second")), compared);
        runs.select(List.of("0002"));
        runs.editAndRerun();
        assertEquals(List.of(new NamedRecipe("second", RECIPE)), edited);
        runs.rerun();
        assertEquals("0 3 · second RUNNING", lines().getLast());
        assertEquals(List.of("0002"), runs.selected().get().stream().map(RunRow::id).toList());
        runs.openFolder();
        assertEquals("0002", revealed.getFirst().getFileName().toString());
    }

    @Test
    void theLogAndTheMeasuresOfOneRunAreTold() {
        finished("first");
        runs.selectLast();
        assertEquals(2, runs.log().get().size());
        assertTrue(runs.log().get().getFirst().endsWith("Started on cpu"));
        RunRow row = runs.selected().get().getFirst();
        assertEquals("Ran on fashion-resnet14.onnx", runs.details().origin(row));
        assertEquals("90.7 %", runs.details().measures(row).getFirst().value());
        assertNotNull(runs.details().measures(row).getFirst().source());
    }

    @Test
    void withoutDataNothingBegins() {
        starter.open(study.withData(null));
        starter.start("first", RECIPE, null);
        assertEquals(List.of(), lines());
        assertEquals(List.of(texts.get("shell.run.noData")), told);
        project.edit(
                new Edit.SetRecipes(
                        new Recipes(List.of(new NamedRecipe("r", RECIPE)), "r"),
                        Edit.SetRecipes.Reason.ADD));
        assertEquals(1, runs.recipes().size());
    }
}
