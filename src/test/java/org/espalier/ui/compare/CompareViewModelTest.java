package org.espalier.ui.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.espalier.data.Sample;
import org.espalier.engine.EngineChoice;
import org.espalier.job.DataRef;
import org.espalier.job.JobResult;
import org.espalier.job.JobSpec;
import org.espalier.report.ParetoFigure;
import org.espalier.report.compare.ComparedRun;
import org.espalier.report.compare.RunChanges;
import org.espalier.report.compare.RunMetric;
import org.espalier.ui.Background;
import org.espalier.ui.FakeRunner;
import org.espalier.ui.FakeWorkbench;
import org.espalier.ui.Texts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

class CompareViewModelTest {
    private final FakeWorkbench workbench = FakeWorkbench.small();
    private final ObservableList<ComparedRun> runs = FXCollections.observableArrayList();
    private final CompareViewModel compare =
            new CompareViewModel(
                    () -> runs,
                    workbench,
                    (model, prompt, tokens, sampling, listener) -> () -> {},
                    new Background(Runnable::run, Runnable::run),
                    new Texts());

    @BeforeEach
    void open() {
        compare.open(workbench.study());
    }

    private CompareViewModel.Shown run() {
        JobSpec run = new JobSpec.Run("m", "r", DataRef.all("d"), null, "o", EngineChoice.AUTO);
        JobResult.Ran ran = (JobResult.Ran) ((FakeRunner) workbench.jobs()).result(run);
        runs.add(
                new ComparedRun(
                        runs.size() + 1 + " · wanda 62 %",
                        Instant.EPOCH,
                        Duration.ofSeconds(72),
                        ran.comparison(),
                        true,
                        new RunChanges(ran.steps().getFirst(), ran.passages(), ran.output()),
                        List.of(),
                        null));
        CompareViewModel.Shown shown = compare.shown().get();
        assertNotNull(shown);
        return shown;
    }

    @Test
    void aFinishedRunIsShownBesideTheOriginal() {
        CompareViewModel.Shown shown = run();
        assertEquals("fashion-resnet14", compare.baseline().get());
        assertEquals("1 · wanda 62 %", compare.candidate().get());
        assertEquals(
                "2.3× smaller stored sparse, as fast as before, for 1.2 points of accuracy.",
                shown.headline().verdict());
        assertEquals("90.7 %", shown.tiles().getFirst().value());
        assertEquals(8, shown.pair().changes().layers().size());
        assertEquals(
                List.of("1:12", "–"),
                List.of(shown.runs().get(1).taken(), shown.runs().get(1).goals()));
    }

    @Test
    void twoRunsCanBeComparedWithEachOther() {
        run();
        CompareViewModel.Shown second = run();
        assertEquals("2 · wanda 62 %", second.pair().candidate());
        compare.choose("1 · wanda 62 %", "2 · wanda 62 %");
        CompareViewModel.Shown between = Objects.requireNonNull(compare.shown().get());
        assertEquals("1 · wanda 62 %", between.pair().baseline());
        assertEquals(0, between.figures().disagreements());
        assertTrue(between.tiles().getFirst().note().endsWith("not distinguishable"));
        assertTrue(between.tiles().get(1).note().endsWith("timed in different sessions"));
    }

    @Test
    void aPointOfTheFrontSelectsItsRun() {
        run();
        run();
        ParetoFigure figure = Objects.requireNonNull(compare.pareto());
        assertEquals(List.of(0, 2), List.of(figure.base(), figure.selected()));
        compare.select(1);
        assertEquals("1 · wanda 62 %", compare.candidate().get());
        compare.select(0);
        assertEquals("1 · wanda 62 %", compare.candidate().get());
        compare.across().set(RunMetric.WEIGHTS_LEFT);
        ParetoFigure other = Objects.requireNonNull(compare.pareto());
        assertEquals(67_000.0 / 176_000, other.runs().get(1).across(), 1e-12);
    }

    @Test
    void samplesThatDifferAreReadFromTheData() {
        run();
        var samples = Objects.requireNonNull(compare.samples().get());
        assertEquals(23, samples.cases().size());
        assertTrue(samples.cases().getFirst().base().right());
        assertFalse(samples.cases().getFirst().candidate().right());
        assertEquals(2, ((Sample.Image) samples.cases().getFirst().sample()).rows());
    }

    @Test
    void reportIsWritten(@TempDir Path folder) throws IOException {
        run();
        compare.exportHtml(folder.resolve("r.html"));
        assertEquals("Wrote " + folder.resolve("r.html"), compare.message().get());
        assertTrue(
                Files.readString(folder.resolve("r.html"))
                        .contains("1 · wanda 62 % against fashion-resnet14"));
        compare.export(folder.resolve("all"));
        assertTrue(Files.exists(folder.resolve("all").resolve("disagreements.pdf")));
    }

    @Test
    void theChosenRunsAloneAreShownUntilAllAreAskedFor() {
        run();
        run();
        run();
        compare.showOnly(List.of("1 · wanda 62 %", "3 · wanda 62 %"));
        assertEquals("1 · wanda 62 %", compare.baseline().get());
        assertEquals("3 · wanda 62 %", compare.candidate().get());
        assertEquals(3, Objects.requireNonNull(compare.shown().get()).runs().size());
        compare.showAll();
        assertEquals(4, Objects.requireNonNull(compare.shown().get()).runs().size());
        assertEquals("3 · wanda 62 %", compare.candidate().get());
        compare.showOnly(List.of("2 · wanda 62 %"));
        assertEquals("fashion-resnet14", compare.baseline().get());
        assertEquals("2 · wanda 62 %", compare.candidate().get());
    }

    @Test
    void aRunThatIsRenamedStaysTheCandidate() {
        run();
        run();
        compare.choose("fashion-resnet14", "1 · wanda 62 %");
        ComparedRun first = runs.getFirst();
        runs.set(
                0,
                new ComparedRun(
                        "1 · best",
                        first.when(),
                        first.taken(),
                        first.comparison(),
                        true,
                        first.changes(),
                        List.of(),
                        null));
        assertEquals("1 · best", compare.candidate().get());
    }

    @Test
    void nothingIsShownOnceThereAreNoRuns() {
        run();
        runs.clear();
        assertNull(compare.shown().get());
        assertNull(compare.samples().get());
        assertEquals(List.of(), compare.names());
    }
}
