package org.espalier.ui.job;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;

import org.espalier.report.Numbers;
import org.espalier.ui.Texts;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Tells the ends of long jobs while the user looks elsewhere. */
public final class JobNotices {
    /** Whoever waits for less than this stays and watches. */
    private static final Duration LONG = Duration.ofSeconds(30);

    private final Texts texts;
    private final BooleanProperty watched = new SimpleBooleanProperty();
    private final List<Consumer<Notice>> listeners = new ArrayList<>();

    /** Hears of the ends of these jobs. */
    public JobNotices(JobsViewModel jobs, Texts texts) {
        this.texts = texts;
        jobs.onEnd(this::ended);
    }

    /**
     * What is told.
     *
     * @param title the job
     * @param text how it ended
     * @param failed whether it ended badly
     */
    public record Notice(Job job, String title, String text, boolean failed) {}

    private void ended(Job job) {
        boolean cancelled = job.state().get() == Job.State.CANCELLED;
        if (!cancelled && !watched.get() && job.taken().compareTo(LONG) >= 0) {
            Notice notice = notice(job);
            listeners.forEach(listener -> listener.accept(notice));
        }
    }

    private Notice notice(Job job) {
        boolean failed = job.state().get() == Job.State.FAILED;
        String took = Numbers.clock(job.taken().toSeconds());
        String text =
                failed
                        ? texts.get("notice.failed", took, job.part().get())
                        : texts.get("notice.done", took);
        return new Notice(job, job.title(), text, failed);
    }

    /** Whether the user looks at the window. */
    public BooleanProperty watched() {
        return watched;
    }

    /** Calls {@code listener} with each notice. */
    public void onNotice(Consumer<Notice> listener) {
        listeners.add(listener);
    }
}
