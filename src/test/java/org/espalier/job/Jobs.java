package org.espalier.job;

import org.espalier.engine.EngineChoice;

import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Specs and listeners for the tests of jobs. */
final class Jobs {
    private Jobs() {}

    /** A scan of this method; {@link SlowWork} takes its orders from the method's name. */
    static JobSpec scan(String method) {
        return new JobSpec.Scan(
                "/models/m.onnx",
                new DataRef("/data", 64, 7),
                null,
                List.of(method),
                List.of(0.25, 0.5, 0.75),
                true,
                null,
                EngineChoice.AUTO);
    }

    /** Keeps what it hears in order; waits for what a test waits for. */
    static final class Heard extends LinkedBlockingQueue<JobEvent> {
        private static final long serialVersionUID = 1L;

        /** Takes events until one fulfils the condition; that one is returned. */
        JobEvent await(Predicate<JobEvent> condition) throws InterruptedException {
            while (true) {
                JobEvent event = poll(60, TimeUnit.SECONDS);
                if (event == null) {
                    throw new AssertionError("the event never came");
                }
                if (condition.test(event)) {
                    return event;
                }
            }
        }

        /** Waits for a note that begins so. */
        void awaitNote(String beginning) throws InterruptedException {
            await(e -> e instanceof JobEvent.Note note && note.text().startsWith(beginning));
        }
    }
}
