package org.espalier.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.base.CancelledException;
import org.espalier.base.Progress;
import org.espalier.model.format.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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
    void anInferenceOfTheSampleAddsMoreThanItsWeights() {
        long bytes = PeakMemory.measure(Samples.CNN, 1, 1, Progress.NONE);
        assertTrue(bytes > 700_000 && bytes < 500_000_000, bytes + " bytes");
        assertEquals(-1, PeakMemory.measure(Path.of("nowhere.onnx"), 1, 1, Progress.NONE));
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux tells a process's peak")
    void cancelEndsTheProcess() {
        Set<Long> before = children();
        Set<Long> running = new HashSet<>();
        Progress cancelled =
                new Progress() {
                    @Override
                    public void update(String part, long done, long total) {}

                    @Override
                    public void checkpoint() {
                        running.addAll(children());
                        running.removeAll(before);
                        throw new CancelledException();
                    }
                };

        assertThrows(
                CancelledException.class, () -> PeakMemory.measure(Samples.CNN, 1, 1, cancelled));

        assertEquals(1, running.size());
        assertTrue(Collections.disjoint(running, children()), "the process still runs");
    }

    private static Set<Long> children() {
        return ProcessHandle.current()
                .children()
                .filter(ProcessHandle::isAlive)
                .map(ProcessHandle::pid)
                .collect(Collectors.toSet());
    }
}
