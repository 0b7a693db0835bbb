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
import org.espalier.measure.ModelMeasures;
import org.espalier.measure.ModelSize;
import org.espalier.project.RunRecord.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
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
                        BEGAN);
        Path folder = Runs.begin(project, plan);
        JobResult.Ran ran = new JobResult.Ran(List.of(), comparison(), "/o.onnx");
        journal(
                folder,
                new JobEvent.Started(BEGAN, SPEC, "cpu"),
                new JobEvent.Finished(ENDED, ran));
        Files.writeString(folder.resolve("pruned.onnx"), "");

        Runs.Listing listing = Runs.list(project, States.fresh(project));

        assertEquals(List.of(), listing.problems());
        RunRecord run = listing.runs().getFirst();
        assertEquals("0001", run.id());
        assertEquals(plan, run.plan());
        assertEquals(State.DONE, run.state());
        assertEquals(BEGAN, run.started());
        assertEquals(ENDED, run.ended());
        assertEquals("As good as before.", run.comparison().orElseThrow().verdict());
        assertEquals(List.of(folder.resolve("pruned.onnx")), run.artefacts());
        assertEquals("wanda 50 %", run.name());
        assertEquals(State.RUNNING, run.withState(State.RUNNING).state());
    }

    @Test
    void theJournalTellsHowFarARunCame() {
        assertEquals(State.QUEUED, onlyRun().state());
        JobEvent started = new JobEvent.Started(BEGAN, SPEC, "cpu");
        JobEvent failed = new JobEvent.Failed(ENDED, UserFacingException.Kind.FAILED, "It broke.");

        assertEquals(State.PAUSED, onlyRun(started).state());
        assertNull(onlyRun(started).ended());
        assertEquals(State.FAILED, onlyRun(started, failed).state());
        assertEquals("It broke.", onlyRun(started, failed).message());
        assertEquals(State.CANCELLED, onlyRun(started, new JobEvent.Cancelled(ENDED)).state());
        assertEquals(State.PAUSED, onlyRun(started, failed, started).state());
    }

    private RunRecord onlyRun(JobEvent... events) {
        Path folder = Runs.begin(project, plan());
        if (events.length > 0) {
            journal(folder, events);
        }
        return Runs.list(project, States.fresh(project)).runs().getLast();
    }

    @Test
    void brokenFoldersAreToldAndTheOthersListed() throws Exception {
        Path good = Runs.begin(project, plan());
        Path cutOff = Runs.begin(project, plan());
        Files.writeString(cutOff.resolve("run.yaml"), "run: 1\nname: [");
        Path noResult = Runs.begin(project, plan());
        Files.writeString(noResult.resolve("events.jsonl"), "rubbish\n");
        Files.createDirectories(project.resolve("runs/notes"));
        Files.writeString(project.resolve("runs/readme.txt"), "");

        Runs.Listing listing = Runs.list(project, States.fresh(project));

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
        assertEquals(project.resolve("runs/0001"), Runs.begin(project, plan()));
        Files.createDirectories(project.resolve("runs/.trash/0041"));
        assertEquals(project.resolve("runs/0042"), Runs.begin(project, plan()));
    }

    @Test
    void deletingARunIsUndoneAndMarksAreKept() {
        Path place = project.resolve("study");
        try (Document document = Disk.document(place)) {
            Path run = Runs.begin(place, plan());
            RunMarks marks = RunMarks.NONE.withName("best").withTags(List.of("paper"));
            document.edit(new Edit.MarkRun("0001", marks, Edit.MarkRun.Reason.RENAME));
            document.edit(
                    new Edit.MarkRun("0001", marks.withDeleted(true), Edit.MarkRun.Reason.DELETE));

            assertFalse(Files.exists(run));
            assertEquals(List.of(), Runs.list(place, document.state()).runs());
            document.undo();
            RunRecord back = Runs.list(place, document.state()).runs().getFirst();
            assertEquals("best", back.name());
            assertEquals(List.of("paper"), back.marks().tags());
            document.redo();
            assertTrue(Files.exists(place.resolve("runs/.trash/0001")));
        }
        try (Document again = Document.open(place, Disk.AT_ONCE)) {
            again.edit(new Edit.MarkRun("0001", RunMarks.NONE, Edit.MarkRun.Reason.RESTORE));
            assertEquals(1, Runs.list(place, again.state()).runs().size());
        }
    }

    @Test
    void aDeletionThatAKillInterruptedIsCarriedOutAtTheNextOpening() {
        Path place = project.resolve("study");
        ProjectFile.write(
                place, States.fresh(place).withMarks("0001", RunMarks.NONE.withDeleted(true)));
        Runs.begin(place, plan());

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
                "n", new ModelRef(Path.of("/m"), null), null, "half [", Goals.NONE, BEGAN);
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
