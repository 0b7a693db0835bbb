package org.espalier.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.engine.EngineChoice;
import org.espalier.job.DataRef;
import org.espalier.job.JobEvent;
import org.espalier.job.JobEvent.CellMeasured;
import org.espalier.job.JobJson;
import org.espalier.job.JobRunner;
import org.espalier.job.JobSpec;
import org.espalier.job.Journal;
import org.espalier.job.MemoryLimit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A measured scan of the sample in a real worker, killed in the middle. */
class WorkerTest {
    private static final Path SAMPLE = Path.of("samples/fashion-resnet14").toAbsolutePath();
    private static final int CELLS = 16 * 2;
    private final Services services = new Services();
    private final BlockingQueue<JobEvent> heard = new LinkedBlockingQueue<>();
    @TempDir Path folder;

    @Test
    void aKilledScanGoesOnWithoutMeasuringAFinishedCellAgain() throws Exception {
        JobSpec spec = scan();
        Path killed = folder.resolve("killed");
        JobRunner.Handle job =
                services.children(() -> MemoryLimit.NONE).start(spec, killed, heard::add);
        awaitCells(3);
        job.pause();
        awaitPause();
        worker(killed).destroyForcibly();
        assertInstanceOf(JobEvent.Failed.class, end(job));
        List<CellMeasured> before = cells(Journal.readEvents(killed));
        assertTrue(before.size() >= 3 && before.size() < CELLS, before.size() + " cells");

        JobEvent resumed =
                end(services.children(() -> MemoryLimit.NONE).start(spec, killed, heard::add));
        JobEvent whole =
                end(
                        services.direct(MemoryLimit.NONE)
                                .start(spec, folder.resolve("whole"), e -> {}));

        assertEquals(result(whole), result(resumed));
        assertEquals(
                CELLS,
                Files.readAllLines(killed.resolve("cells").resolve("cells.txt")).size(),
                "a finished cell was measured again");
        List<CellMeasured> after =
                cells(Journal.readEvents(killed)).subList(before.size(), CELLS + before.size());
        for (CellMeasured cell : before) {
            assertTrue(after.stream().anyMatch(other -> same(cell, other)), cell.toString());
        }
    }

    private static boolean same(CellMeasured one, CellMeasured other) {
        return one.layer().equals(other.layer())
                && one.sparsity() == other.sparsity()
                && one.damage() == other.damage();
    }

    private static List<CellMeasured> cells(List<JobEvent> events) {
        return events.stream()
                .filter(CellMeasured.class::isInstance)
                .map(CellMeasured.class::cast)
                .toList();
    }

    private void awaitCells(int count) throws InterruptedException {
        for (int seen = 0; seen < count; ) {
            JobEvent event = heard.poll(2, TimeUnit.MINUTES);
            assertTrue(event != null && !(event instanceof JobEvent.Failed), "" + event);
            seen += event instanceof CellMeasured ? 1 : 0;
        }
    }

    /** So that it is certain that cells are still missing when the worker dies. */
    private void awaitPause() throws InterruptedException {
        JobEvent event = heard.poll(2, TimeUnit.MINUTES);
        while (!(event instanceof JobEvent.Note note && note.text().equals("Paused."))) {
            assertTrue(event != null && !(event instanceof JobEvent.Finished), "" + event);
            event = heard.poll(2, TimeUnit.MINUTES);
        }
    }

    private static JobSpec scan() {
        return new JobSpec.Scan(
                SAMPLE.resolve("fashion-resnet14.onnx").toString(),
                new DataRef(SAMPLE.resolve("train3k-images-idx3-ubyte.gz").toString(), 32, 1),
                new DataRef(SAMPLE.resolve("t10k-images-idx3-ubyte.gz").toString(), 64, 1),
                List.of("wanda"),
                List.of(0.5, 0.9),
                true,
                null,
                new EngineChoice("cpu", "ort", 1));
    }

    private static ProcessHandle worker(Path folder) {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().commandLine().orElse("").contains(folder.toString()))
                .findFirst()
                .orElseThrow();
    }

    private static JobEvent end(JobRunner.Handle job) throws Exception {
        return job.end().get(5, TimeUnit.MINUTES);
    }

    private static String result(JobEvent last) {
        return JobJson.write(
                assertInstanceOf(JobEvent.Finished.class, last, last.toString()).result());
    }
}
