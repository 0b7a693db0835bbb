package org.espalier.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.analyze.Comparison;
import org.espalier.base.UserFacingException;
import org.espalier.engine.EngineChoice;
import org.espalier.job.DataRef;
import org.espalier.job.JobEvent;
import org.espalier.job.JobResult;
import org.espalier.job.JobSpec;
import org.espalier.job.Journal;
import org.espalier.measure.Estimate;
import org.espalier.measure.ModelMeasures;
import org.espalier.measure.ModelSize;
import org.espalier.project.RunRecord.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

class RunsTest {
    private static final Instant BEGAN = Instant.parse("2030-01-31T12:00:00Z");
    private static final Instant ENDED = Instant.parse("2030-01-31T12:05:00Z");
    private static final JobSpec SPEC =
            new JobSpec.Run("/m", "r", DataRef.all("/d"), null, "/o.onnx", EngineChoice.AUTO);
    @TempDir Path project;

    @Test
    void aRunThatEndedIsReadBackWithItsComparison() throws Exception {
        RunPlan plan =
                new RunPlan(
                        "wanda 50 %",
                        new ModelRef(Path.of("/m.onnx"), "aa"),
                        "0001",
                        "espalier: 1\nsteps: []\n",
                        new Goals(1000L, null, 0.9),
                        new Estimate(0.91, 0.905, 0.915),
                        BEGAN);
        Path folder = Runs.begin(project, plan, any -> SPEC);
        JobResult.Ran ran = new JobResult.Ran(List.of(), List.of(), comparison(), "/o.onnx");
        journal(
                folder,
                new JobEvent.Started(BEGAN, SPEC, "cpu"),
                new JobEvent.Finished(ENDED, ran));
        Files.writeString(folder.resolve("pruned.onnx"), "");

        Runs.Listing listing = Runs.list(project, States.fresh(project), List.of());

        assertEquals(List.of(), listing.problems());
        RunRecord run = listing.runs().getFirst();
        assertEquals("0001", run.id());
        assertEquals(plan, run.plan());
        assertEquals(State.DONE, run.state());
        assertEquals(List.of("1", "1 · wanda 50 %"), List.of(run.number(), run.title()));
        assertEquals(folder.resolve("o.onnx"), run.output().orElseThrow());
        assertEquals(BEGAN, run.started());
        assertEquals(ENDED, run.ended());
        assertEquals("As good as before.", run.comparison().orElseThrow().verdict());
        assertEquals(List.of(folder.resolve("pruned.onnx")), run.artefacts());
        assertEquals("wanda 50 %", run.name());
        assertEquals(State.RUNNING, run.withState(State.RUNNING).state());
    }

    @Test
    void theJournalTellsHowFarARunCame() {
        assertEquals(State.INTERRUPTED, onlyRun().state());
        JobEvent started = new JobEvent.Started(BEGAN, SPEC, "cpu");
        JobEvent failed = new JobEvent.Failed(ENDED, UserFacingException.Kind.FAILED, "It broke.");

        assertEquals(State.INTERRUPTED, onlyRun(started).state());
        assertNull(onlyRun(started).ended());
        assertEquals(State.FAILED, onlyRun(started, failed).state());
        assertEquals("It broke.", onlyRun(started, failed).message());
        assertEquals(State.CANCELLED, onlyRun(started, new JobEvent.Cancelled(ENDED)).state());
        assertEquals(State.INTERRUPTED, onlyRun(started, failed, started).state());
    }

    @Test
    void theTimeBetweenTwoProcessesIsNoWork() {
        JobEvent last = new JobEvent.Note(BEGAN.plusSeconds(60), "half");
        JobEvent again = new JobEvent.Started(ENDED, SPEC, "cpu");
        JobEvent end = new JobEvent.Cancelled(ENDED.plusSeconds(5));

        RunRecord run = onlyRun(new JobEvent.Started(BEGAN, SPEC, "cpu"), last, again, end);

        assertEquals(Duration.ofSeconds(65), run.worked());
        assertEquals(ENDED.plusSeconds(5), run.ended());
    }

    @Test
    void aRunThatNoProcessReachedKnowsWhatToDo() {
        Path folder = Runs.begin(project, plan(), any -> SPEC);

        assertEquals(SPEC, Journal.readSpec(folder));
        assertNull(onlyRun().started());
    }

    @Test
    void runsThatEndedWellAreNotReadAgain() throws Exception {
        Path folder = Runs.begin(project, plan(), any -> SPEC);
        journal(
                folder,
                new JobEvent.Started(BEGAN, SPEC, "cpu"),
                new JobEvent.Finished(
                        ENDED, new JobResult.Ran(List.of(), List.of(), comparison(), "/o")));
        ProjectState state = States.fresh(project);
        List<RunRecord> known = Runs.list(project, state, List.of()).runs();
        Files.delete(folder.resolve("events.jsonl"));
        RunMarks marks = RunMarks.NONE.withName("best");

        Runs.Listing again = Runs.list(project, state.withMarks("0001", marks), known);

        assertEquals(State.DONE, again.runs().getFirst().state());
        assertEquals("1 · best", again.runs().getFirst().title());
    }

    private RunRecord onlyRun(JobEvent... events) {
        Path folder = Runs.begin(project, plan(), any -> SPEC);
        if (events.length > 0) {
            journal(folder, events);
        }
        return Runs.list(project, States.fresh(project), List.of()).runs().getLast();
    }

    @Test
    void brokenFoldersAreToldAndTheOthersListed() throws Exception {
        Path good = Runs.begin(project, plan(), any -> SPEC);
        Path cutOff = Runs.begin(project, plan(), any -> SPEC);
        Files.writeString(cutOff.resolve("run.yaml"), "run: 1\nname: [");
        Path noResult = Runs.begin(project, plan(), any -> SPEC);
        Files.writeString(noResult.resolve("events.jsonl"), "rubbish\n");
        Files.createDirectories(project.resolve("runs/notes"));
        Files.writeString(project.resolve("runs/readme.txt"), "");

        Runs.Listing listing = Runs.list(project, States.fresh(project), List.of());

        assertEquals(
                List.of(good.getFileName().toString()),
                listing.runs().stream().map(RunRecord::id).toList());
        assertEquals(3, listing.problems().size(), listing::toString);
        assertTrue(
                listing.problems().getFirst().startsWith(cutOff.resolve("run.yaml").toString()),
                listing::toString);
    }

    @Test
    void eachRunGetsAFolderOfItsOwnAlsoBehindTheTrash() throws Exception {
        assertEquals(project.resolve("runs/0001"), Runs.begin(project, plan(), any -> SPEC));
        Files.createDirectories(project.resolve("runs/.trash/0041"));
        assertEquals(project.resolve("runs/0042"), Runs.begin(project, plan(), any -> SPEC));
    }

    @Test
    void deletingARunIsUndoneAndMarksAreKept() {
        Path place = project.resolve("study");
        try (Document document = Disk.document(place)) {
            Path run = Runs.begin(place, plan(), any -> SPEC);
            RunMarks marks = RunMarks.NONE.withName("best").withTags(List.of("paper"));
            document.edit(new Edit.MarkRuns("0001", marks, Edit.MarkRuns.Reason.RENAME));
            document.edit(
                    new Edit.MarkRuns(
                            "0001", marks.withDeleted(true), Edit.MarkRuns.Reason.DELETE));

            assertFalse(Files.exists(run));
            RunRecord gone = Runs.list(place, document.state(), List.of()).runs().getFirst();
            assertTrue(gone.marks().deleted());
            assertEquals(place.resolve("runs/.trash/0001"), gone.folder());
            document.undo();
            RunRecord back = Runs.list(place, document.state(), List.of()).runs().getFirst();
            assertEquals("best", back.name());
            assertEquals(List.of("paper"), back.marks().tags());
            document.redo();
            assertTrue(Files.exists(place.resolve("runs/.trash/0001")));
        }
        try (Document again = Document.open(place, Disk.AT_ONCE)) {
            again.edit(new Edit.MarkRuns("0001", RunMarks.NONE, Edit.MarkRuns.Reason.RESTORE));
            assertEquals(1, Runs.list(place, again.state(), List.of()).runs().size());
        }
    }

    @Test
    void aDeletionThatAKillInterruptedIsCarriedOutAtTheNextOpening() {
        Path place = project.resolve("study");
        ProjectFile.write(
                place, States.fresh(place).withMarks("0001", RunMarks.NONE.withDeleted(true)));
        Runs.begin(place, plan(), any -> SPEC);

        Document.open(place, Disk.AT_ONCE).close();

        assertTrue(Files.exists(place.resolve("runs/.trash/0001/run.yaml")));
    }

    private static void journal(Path folder, JobEvent... events) {
        try (Journal journal = Journal.open(folder, SPEC)) {
            for (JobEvent event : events) {
                journal.append(event);
                if (event instanceof JobEvent.Finished finished) {
                    journal.finish(finished.result());
                }
            }
        }
    }

    private static RunPlan plan() {
        return new RunPlan(
                "n", new ModelRef(Path.of("/m"), null), null, "half [", Goals.NONE, null, BEGAN);
    }

    private static Comparison comparison() {
        ModelMeasures measures =
                new ModelMeasures(List.of(), null, new ModelSize(3, 2, 1), -1, 0.5, 9, 9);
        return new Comparison(
                measures,
                measures,
                null,
                Double.NaN,
                null,
                List.of(),
                List.of(),
                new double[0],
                null,
                "As good as before.");
    }
}
