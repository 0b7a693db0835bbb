package org.espalier.job;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Hands a job's events to its listener, one after the other, on one thread of its own. */
final class EventStream {
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().name("espalier-events").daemon().factory());
    private final CompletableFuture<JobEvent> end = new CompletableFuture<>();
    private final Consumer<JobEvent> listener;
    private boolean ended;

    EventStream(Consumer<JobEvent> listener) {
        this.listener = listener;
    }

    /** Queues an event; nothing follows the last one. */
    synchronized void send(JobEvent event) {
        if (!ended) {
            thread.execute(() -> listener.accept(event));
        }
    }

    /** Queues the last event and then completes {@link #end()}. */
    synchronized void end(JobEvent last) {
        send(last);
        if (!ended) {
            ended = true;
            thread.execute(() -> end.complete(last));
            thread.shutdown();
        }
    }

    CompletableFuture<JobEvent> end() {
        return end;
    }
}
