package org.espalier.job;

import org.espalier.base.CancelledException;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The switch between the user, who pauses and cancels, and the work, which asks whether to go on.
 */
final class JobControl {
    private final LongSupplier nanos;
    private final AtomicLong pausedNanos = new AtomicLong();
    private boolean paused;
    private boolean cancelled;

    /** Measures pauses by this clock. */
    JobControl(LongSupplier nanos) {
        this.nanos = nanos;
    }

    synchronized void pause() {
        paused = true;
    }

    synchronized void resume() {
        paused = false;
        notifyAll();
    }

    /** Returns whether this was the first request. */
    synchronized boolean cancel() {
        boolean first = !cancelled;
        cancelled = true;
        notifyAll();
        return first;
    }

    /**
     * Holds the caller while the job is paused.
     *
     * @param tell receives a sentence when the job is held and when it goes on
     * @throws CancelledException if the job is cancelled
     */
    synchronized void checkpoint(Consumer<String> tell) {
        if (paused && !cancelled) {
            tell.accept("Paused.");
            hold();
            tell.accept(cancelled ? "Cancelled while paused." : "Going on.");
        }
        if (cancelled) {
            throw new CancelledException();
        }
    }

    /** How long the job was held so far. */
    long pausedNanos() {
        return pausedNanos.get();
    }

    private void hold() {
        long start = nanos.getAsLong();
        try {
            while (paused && !cancelled) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            cancelled = true;
        } finally {
            pausedNanos.addAndGet(nanos.getAsLong() - start);
        }
    }
}
