package org.espalier.ui;

import org.espalier.base.UserFacingException;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Slow work away from the screen, its result applied on the screen's thread.
 *
 * @param worker takes slow work
 * @param screen takes what touches the screen
 * @param disk takes what saves the user's edits, in order
 */
public record Background(Executor worker, Executor screen, Executor disk) {
    /** Saves where other slow work is done. */
    public Background(Executor worker, Executor screen) {
        this(worker, screen, worker);
    }

    /**
     * A place where only the latest request counts: results of earlier ones are dropped.
     *
     * @param <T> what the work gives
     */
    public final class Latest<T> {
        private final AtomicLong last = new AtomicLong();
        private final Consumer<T> apply;
        private final Consumer<String> fail;

        private Latest(Consumer<T> apply, Consumer<String> fail) {
            this.apply = apply;
            this.fail = fail;
        }

        /** Starts this work; what was asked for before no longer matters. */
        public void submit(Supplier<T> work) {
            long ticket = last.incrementAndGet();
            worker.execute(() -> carryOut(ticket, work));
        }

        /** Forgets what is under way. */
        public void forget() {
            last.incrementAndGet();
        }

        private void carryOut(long ticket, Supplier<T> work) {
            if (ticket != last.get()) {
                return;
            }
            try {
                T result = work.get();
                deliver(ticket, () -> apply.accept(result));
            } catch (UserFacingException e) {
                deliver(ticket, () -> fail.accept(e.getMessage()));
            } catch (RuntimeException | Error e) {
                deliver(ticket, () -> fail.accept(e.toString()));
            }
        }

        private void deliver(long ticket, Runnable action) {
            screen.execute(
                    () -> {
                        if (ticket == last.get()) {
                            action.run();
                        }
                    });
        }
    }

    /**
     * Makes such a place.
     *
     * @param apply takes each result that still counts, on the screen's thread
     * @param fail takes the message of a failure, on the screen's thread
     */
    public <T> Latest<T> latest(Consumer<T> apply, Consumer<String> fail) {
        return new Latest<>(apply, fail);
    }
}
