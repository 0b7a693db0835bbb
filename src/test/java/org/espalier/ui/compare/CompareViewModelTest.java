package org.espalier.ui.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.espalier.engine.EngineChoice;
import org.espalier.job.DataRef;
import org.espalier.job.JobResult;
import org.espalier.job.JobSpec;
import org.espalier.measure.Estimate;
import org.espalier.ui.FakeRunner;
import org.espalier.ui.SampleStudy;
import org.espalier.ui.Texts;
import org.junit.jupiter.api.Test;

import java.util.Optional;

class CompareViewModelTest {
    private final CompareViewModel compare = new CompareViewModel(new Texts());

    private CompareViewModel.Shown shown() {
        JobSpec run = new JobSpec.Run("m", "r", DataRef.all("d"), null, "o", EngineChoice.AUTO);
        FakeRunner runner = new FakeRunner(SampleStudy.small().layers());
        compare.show(
                (JobResult.Ran) runner.result(run), Optional.of(new Estimate(0.9, 0.88, 0.92)));
        CompareViewModel.Shown shown = compare.shown().get();
        assertNotNull(shown);
        return shown;
    }

    @Test
    void saysWhatWasGainedAndLost() {
        CompareViewModel.Shown shown = shown();
        assertEquals(
                "2.3× smaller stored sparse, as fast as before, for 1.2 points of accuracy.",
                shown.verdict());
        assertEquals(
                "The difference in accuracy is significant (McNemar p = 0.030, 1,000 samples).",
                shown.detail());
        assertEquals(8, shown.changes().size());
    }

    @Test
    void tilesHoldTheMeasuredNumbersBesideTheBaseline() {
        var tiles = shown().tiles();
        assertEquals("90.7 %", tiles.get(0).value());
        assertEquals(
                "baseline 91.9 % · −1.2 pp [−2.1, −0.3] · predicted 90.0 %", tiles.get(0).note());
        assertEquals("1.90 ms", tiles.get(1).value());
        assertEquals("Latency p50, batch 1, 2 threads", tiles.get(1).title());
        assertEquals("0.47 MB", tiles.get(2).value());
        assertEquals("baseline 1.10 MB · 2.3× · dense file 1.10 MB", tiles.get(2).note());
        assertEquals("9.70 MB", tiles.get(3).value());
        assertEquals(0.907, tiles.get(0).share());
    }

    @Test
    void nothingIsShownOnceCleared() {
        shown();
        compare.clear();
        assertNull(compare.shown().get());
    }
}
