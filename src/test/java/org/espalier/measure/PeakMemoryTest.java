package org.espalier.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.model.format.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import java.nio.file.Path;
import java.util.List;

class PeakMemoryTest {

    @Test
    void readsWhatLinuxTells() {
        List<String> status = List.of("Name:\tjava", "VmHWM:\t  204800 kB", "VmRSS:\t  102400 kB");
        assertEquals(new ResidentMemory(104857600, 209715200), ResidentMemory.parse(status));
    }

    @Test
    void aSystemThatDoesNotTellGivesMinusOne() {
        assertEquals(new ResidentMemory(-1, -1), ResidentMemory.parse(List.of("Name:\tjava")));
    }

    @Test
    void aProcessThatDiesGivesMinusOne() {
        assertEquals(-1, PeakMemory.parse("Segmentation fault\n"));
        assertEquals(12, PeakMemory.parse("noise\n" + PeakMemory.format(12) + "\n"));
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux tells a process's peak")
    void anInferenceOfTheSampleAddsMoreThanItsWeights() throws InterruptedException {
        long bytes = PeakMemory.measure(Samples.CNN, 1, 1);
        assertTrue(bytes > 700_000 && bytes < 500_000_000, bytes + " bytes");
        assertEquals(-1, PeakMemory.measure(Path.of("nowhere.onnx"), 1, 1));
    }
}
