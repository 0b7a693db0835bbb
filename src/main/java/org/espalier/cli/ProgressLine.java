package org.espalier.cli;

import org.espalier.base.Progress;
import org.espalier.job.JobEvent;

import java.io.PrintStream;
import java.time.Instant;
import java.util.Locale;

/**
 * Tells on standard error what a job does: one line that is written over on a terminal, one line
 * per part of the work otherwise.
 */
final class ProgressLine {
    private static final int WIDTH = 78;

    private final PrintStream err;
    private final boolean terminal;
    private String part = "";
    private boolean open;

    /** On the terminal, if the process has one. */
    ProgressLine(PrintStream err) {
        this(err, System.console() != null);
    }

    ProgressLine(PrintStream err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    /** Shows an event that is worth it. */
    synchronized void show(JobEvent event) {
        switch (event) {
            case JobEvent.Started started -> line("Running on " + started.device());
            case JobEvent.Note note -> line(note.text());
            case JobEvent.Progressed progressed -> progress(progressed);
            case JobEvent.CellMeasured _, JobEvent.Written _ -> {}
            case JobEvent.Finished _, JobEvent.Failed _, JobEvent.Cancelled _ -> close();
        }
    }

    /** The same for work that is no single job; it cannot be cancelled here. */
    Progress asProgress() {
        return new Progress() {
            @Override
            public void update(String part, long done, long total) {
                show(new JobEvent.Progressed(Instant.now(), part, done, total, -1));
            }

            @Override
            public void checkpoint() {}
        };
    }

    private void progress(JobEvent.Progressed event) {
        if (terminal) {
            err.print("\r" + fitted(text(event)));
            err.flush();
            open = true;
        } else if (!event.part().equals(part)) {
            line(event.part());
        }
        part = event.part();
    }

    private void line(String text) {
        close();
        err.println(text);
    }

    private void close() {
        if (open) {
            err.print("\r" + fitted("") + "\r");
            open = false;
        }
    }

    private static String text(JobEvent.Progressed event) {
        String left = event.secondsLeft() < 0 ? "" : ", " + duration(event.secondsLeft()) + " left";
        String done =
                event.toldAsShare()
                        ? event.percent() + " %"
                        : "%d/%d".formatted(event.done(), event.total());
        return "%s %s%s".formatted(event.part(), done, left);
    }

    private static String duration(double seconds) {
        return seconds < 90
                ? String.format(Locale.ROOT, "%.0f s", seconds)
                : String.format(Locale.ROOT, "%.0f min", seconds / 60);
    }

    private static String fitted(String text) {
        return text.length() > WIDTH
                ? text.substring(0, WIDTH)
                : text + " ".repeat(WIDTH - text.length());
    }
}
