package org.espalier.ui.job;

import org.espalier.job.JobEvent;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Carries events to the screen's thread in order, many at a time, so that none floods it. */
final class EventQueue implements Consumer<JobEvent> {
    private final Queue<JobEvent> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean asked = new AtomicBoolean();
    private final Executor screen;
    private final Consumer<JobEvent> listener;

    EventQueue(Executor screen, Consumer<JobEvent> listener) {
        this.screen = screen;
        this.listener = listener;
    }

    @Override
    public void accept(JobEvent event) {
        waiting.add(event);
        if (asked.compareAndSet(false, true)) {
            screen.execute(this::drain);
        }
    }

    private void drain() {
        asked.set(false);
        for (JobEvent event = waiting.poll(); event != null; event = waiting.poll()) {
            listener.accept(event);
        }
    }
}
