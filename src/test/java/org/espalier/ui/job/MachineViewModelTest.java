package org.espalier.ui.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.ui.Background;
import org.espalier.ui.Texts;
import org.espalier.ui.job.MachineViewModel.Gauge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

class MachineViewModelTest {
    private final Deque<Runnable> worker = new ArrayDeque<>();
    private final Background background = new Background(worker::add, Runnable::run);

    private MachineViewModel of(MachineLoad load) {
        return new MachineViewModel(() -> load, background, new Texts());
    }

    @Test
    void saysHowBusyTheMachineIs() {
        MachineViewModel machine =
                of(
                        new MachineLoad(
                                0.37,
                                4,
                                12,
                                300_000_000,
                                2_000_000_000,
                                6_000_000_000L,
                                8_000_000_000L));
        assertEquals(List.of(), machine.gauges().get());
        machine.refresh();
        assertEquals(List.of(), machine.gauges().get(), "it was read on the screen's thread");
        worker.remove().run();
        assertEquals(
                List.of(
                        new Gauge("Processors busy", 0.37, "37 %", "4 cores · 12 threads"),
                        new Gauge("Memory of the jobs", 0.25, "2.00 GB", "this window 300 MB"),
                        new Gauge("Memory of the machine", 0.75, "6.00 GB", "in use, of 8.00 GB")),
                machine.gauges().get());
    }

    @Test
    void whatTheSystemDoesNotSayIsUnknownNotZero() {
        MachineViewModel machine = of(new MachineLoad(-1, 4, 12, -1, -1, 1, 2));
        machine.refresh();
        worker.remove().run();
        Gauge cpu = machine.gauges().get().getFirst();
        assertTrue(Double.isNaN(cpu.share()));
        assertEquals("–", cpu.value());
        assertEquals("–", machine.gauges().get().get(1).value());
    }

    @Test
    void readsTheKernelsFacts(@TempDir Path proc) throws IOException {
        Path own = proc.resolve(Long.toString(ProcessHandle.current().pid()));
        Files.createDirectories(own);
        Files.writeString(own.resolve("status"), "Name:\tjava\nVmRSS:\t   2048 kB\nThreads:\t7\n");
        Files.writeString(proc.resolve("meminfo"), "MemTotal: 10 kB\nMemAvailable:   1024 kB\n");

        MachineLoad load = new MachineMeter(proc).get();

        assertEquals(2048 * 1024, load.window());
        assertEquals(load.total() - 1024 * 1024, load.used());
        assertTrue(load.threads() > 0);
    }

    @Test
    void withoutTheKernelsFactsAProcessIsUnknown(@TempDir Path empty) {
        assertEquals(-1, new MachineMeter(empty).get().window());
    }
}
