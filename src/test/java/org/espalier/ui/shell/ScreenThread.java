package org.espalier.ui.shell;

import javafx.application.Platform;

import org.testfx.util.WaitForAsyncUtils;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Measures how long single pieces of work hold the toolkit's thread, in processor time of that
 * thread, so that other work on the machine does not count. A task that always posts itself again
 * stands between any two pieces.
 */
final class ScreenThread implements AutoCloseable {
    private static final double NANOS = 1e-6;

    private final Map<String, Double> longest = new LinkedHashMap<>();
    private String step = "";
    private long last;
    private boolean closed;

    ScreenThread() {
        Platform.runLater(this::start);
    }

    private void start() {
        last = now();
        tick();
    }

    private void tick() {
        double took = (now() - last) * NANOS;
        longest.merge(step, took, Math::max);
        if (!closed) {
            Platform.runLater(this::tick);
        }
        last = now();
    }

    private static long now() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** What is measured from now on counts for this step. */
    void step(String name) {
        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> step = name);
    }

    /** The longest piece of work of each step in milliseconds. */
    Map<String, Double> longest() {
        return WaitForAsyncUtils.waitForAsyncFx(10_000, () -> Map.copyOf(longest));
    }

    @Override
    public void close() {
        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> closed = true);
    }
}
