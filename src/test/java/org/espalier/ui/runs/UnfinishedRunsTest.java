package org.espalier.ui.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.engine.EngineChoice;
import org.espalier.job.JobSpec;
import org.espalier.project.Autosave;
import org.espalier.project.Document;
import org.espalier.ui.Background;
import org.espalier.ui.FakeRunner;
import org.espalier.ui.FakeWorkbench;
import org.espalier.ui.ProjectViewModel;
import org.espalier.ui.SampleStudy;
import org.espalier.ui.Study;
import org.espalier.ui.Texts;
import org.espalier.ui.job.JobRequest;
import org.espalier.ui.job.JobsViewModel;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class UnfinishedRunsTest {
    private final Study study = SampleStudy.small();
    private final List<String> told = new ArrayList<>();
    private final Autosave autosave = new Autosave(Runnable::run, told::add);

    /** A window on projects, without a toolkit. */
    private final class Window {
        private final Texts texts = new Texts();
        private final FakeRunner runner = new FakeRunner(study.layers(), JobSpec.class);
        private final ProjectViewModel project = new ProjectViewModel(texts);
        private final JobsViewModel jobs = new JobsViewModel(runner, Runnable::run, texts);
        private final ProjectRuns stored =
                new ProjectRuns(
                        project, jobs, new Background(Runnable::run, Runnable::run), told::add);
        private final RunStarter starter =
                new RunStarter(project, stored, jobs, () -> EngineChoice.AUTO, told::add, texts);
        private final UnfinishedRuns unfinished =
                new UnfinishedRuns(project, stored, starter, jobs, texts);

        Window(Document document) {
            project.open(document);
            starter.open(study);
            stored.open();
        }

        List<String> runs() {
            return stored.all().get().stream().map(r -> r.title() + " " + r.state()).toList();
        }

        Path folder() {
            return project.document().orElseThrow().folder();
        }
    }

    private Window withTwoRuns() {
        Window window = new Window(FakeWorkbench.document(study, autosave));
        window.starter.start("a", "steps: []\n", null);
        window.starter.start("b", "steps: []\n", null);
        return window;
    }

    @Test
    void onlyWhatTheUserAskedForIsAskedAbout() {
        Window window = new Window(FakeWorkbench.document(study, autosave));
        JobSpec bench = new JobSpec.Bench("m.onnx", null, 1, 10, EngineChoice.AUTO);
        window.jobs.submit(
                new JobRequest(
                        "Baseline",
                        bench,
                        Path.of("target", "b"),
                        JobRequest.Priority.BACKGROUND,
                        event -> {}));
        assertEquals("", window.unfinished.question());
        window.starter.start("a", "steps: []\n", null);
        assertTrue(
                window.unfinished.question().startsWith("1 job is not done: Run: a. "),
                window.unfinished.question());
    }

    @Test
    void runsThatAreKeptGoOnWhenTheProjectIsOpenedAgain() {
        Window window = withTwoRuns();
        Path folder = window.folder();
        window.unfinished.keep();
        assertTrue(window.runner.last().left());
        window.project.close();

        Window later = new Window(Document.open(folder, autosave));

        assertEquals(List.of("1 · a RUNNING", "2 · b QUEUED"), later.runs());
        assertEquals("", later.unfinished.offer().get());
        later.jobs.leave();
        later.project.close();
        Window killed = new Window(Document.open(folder, autosave));
        assertTrue(killed.jobs.jobs().isEmpty(), "kept once is not kept for ever");
    }

    @Test
    void runsThatAKillInterruptedAreOffered() {
        Window window = withTwoRuns();
        Path folder = window.folder();
        window.jobs.leave();
        window.project.close();

        Window later = new Window(Document.open(folder, autosave));

        assertEquals(List.of("1 · a INTERRUPTED", "2 · b INTERRUPTED"), later.runs());
        assertEquals(
                "2 runs were interrupted: 1 · a, 2 · b. What is finished is kept.",
                later.unfinished.offer().get());
        later.unfinished.resume();
        assertEquals(List.of("1 · a RUNNING", "2 · b QUEUED"), later.runs());
        assertEquals("", later.unfinished.offer().get());
        assertEquals(List.of(), told);
    }

    @Test
    void runsOfAnotherWindowAreLeftAlone() {
        Window window = withTwoRuns();
        Window second = new Window(Document.open(window.folder(), autosave));
        assertTrue(second.project.document().orElseThrow().readOnly());
        assertEquals("", second.unfinished.offer().get());
        assertTrue(second.jobs.jobs().isEmpty());
    }
}
