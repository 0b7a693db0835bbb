package org.espalier.job;

import org.espalier.base.Progress;
import org.espalier.base.UserFacingException;
import org.espalier.model.LayerId;

import java.time.Instant;

/** What a job tells while it runs: the same from every runner, and in the journal on disk. */
public sealed interface JobEvent {
    /** When it happened. */
    Instant at();

    /**
     * The job began.
     *
     * @param device where it runs and why there
     */
    record Started(Instant at, JobSpec spec, String device) implements JobEvent {}

    /**
     * Work went on.
     *
     * @param secondsLeft estimate for the whole job; -1 while unknown
     */
    record Progressed(Instant at, String part, long done, long total, double secondsLeft)
            implements JobEvent {
        /** Whether it tells a share of work in pieces rather than a number of things. */
        public boolean toldAsShare() {
            return total == Progress.Report.UNITS;
        }

        /** How much is done, in whole per cent. */
        public long percent() {
            return 100 * done / Math.max(1, total);
        }
    }

    /** One cell of a measured scan is known. */
    record CellMeasured(Instant at, String method, LayerId layer, double sparsity, double damage)
            implements JobEvent {}

    /**
     * A text grew. It is told as a whole, for more tokens can change how it ends; it is not kept in
     * the journal, for the result has it.
     *
     * @param text so far
     */
    record Written(Instant at, String text) implements JobEvent {}

    /** Something the user should read. */
    record Note(Instant at, String text) implements JobEvent {}

    /** The job ended well. */
    record Finished(Instant at, JobResult result) implements JobEvent {}

    /** The job ended badly; the message is complete by itself. */
    record Failed(Instant at, UserFacingException.Kind kind, String message) implements JobEvent {}

    /** The user ended it. */
    record Cancelled(Instant at) implements JobEvent {}
}
