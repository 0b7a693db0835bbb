package org.espalier.ui.runs;

import org.espalier.project.RunRecord;
import org.espalier.ui.GoalWords;
import org.espalier.ui.Texts;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Says in words what is known of runs. */
record RunWords(Texts texts) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ROOT);
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    /** How far a run is, in a word. */
    String state(RunRecord.State state) {
        return switch (state) {
            case QUEUED -> texts.get("runs.state.queued");
            case RUNNING -> texts.get("runs.state.running");
            case PAUSED -> texts.get("runs.state.paused");
            case INTERRUPTED -> texts.get("runs.state.interrupted");
            case DONE -> texts.get("runs.state.done");
            case FAILED -> texts.get("runs.state.failed");
            case CANCELLED -> texts.get("runs.state.cancelled");
        };
    }

    /** How many goals are met: {@code 2 of 3}. */
    String goals(RunRow row) {
        return row.goals().isEmpty()
                ? texts.get("unknown")
                : texts.get("runs.goals", row.met(), row.goals().size());
    }

    /** Which goals are met, a line each. */
    String goalsInFull(RunRow row) {
        return new GoalWords(texts).sentences(row.goals());
    }

    /** A day and time here. */
    static String time(Instant instant) {
        return TIME.format(instant.atZone(ZoneId.systemDefault()));
    }

    /** A day of the year and time here. */
    static String day(Instant instant) {
        return DAY.format(instant.atZone(ZoneId.systemDefault()));
    }

    /** A time of day here. */
    static String clock(Instant instant) {
        return CLOCK.format(instant.atZone(ZoneId.systemDefault()));
    }
}
