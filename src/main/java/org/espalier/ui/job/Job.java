package org.espalier.ui.job;

import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.espalier.job.JobEvent;
import org.espalier.report.Numbers;
import org.espalier.ui.Texts;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/** One job of the window: how far it is and what it told. Used on the screen's thread only. */
public final class Job {
    private static final double UNKNOWN = -1;

    /** How far a job is. */
    public enum State {
        WAITING("job.state.waiting"),
        RUNNING("job.state.running"),
        PAUSED("job.state.paused"),
        DONE("job.state.done"),
        FAILED("job.state.failed"),
        CANCELLED("job.state.cancelled");

        private final String key;

        State(String key) {
            this.key = key;
        }

        /** Key of its word. */
        String key() {
            return key;
        }

        /** Whether the job is over, well or badly. */
        public boolean over() {
            return this == DONE || stopped();
        }

        /** Whether it ended early and can go on from its folder. */
        public boolean stopped() {
            return this == FAILED || this == CANCELLED;
        }

        /** Whether a process works on it. */
        public boolean active() {
            return this == RUNNING || this == PAUSED;
        }
    }

    private final JobRequest request;
    private final Texts texts;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.WAITING);
    private final ReadOnlyStringWrapper part = new ReadOnlyStringWrapper();
    private final ReadOnlyStringWrapper timeLeft = new ReadOnlyStringWrapper("");
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(UNKNOWN);
    private final ObservableList<String> log = FXCollections.observableArrayList();
    private @Nullable Instant started;
    private @Nullable Instant ended;

    Job(JobRequest request, Texts texts) {
        this.request = request;
        this.texts = texts;
        part.set(texts.get("job.waiting"));
    }

    // ---- what happens to it

    /** Puts it back into the line. */
    void waits() {
        show(State.WAITING, texts.get("job.waiting"));
    }

    void starts() {
        started = null;
        ended = null;
        progress.set(UNKNOWN);
        show(State.RUNNING, texts.get("job.starting"));
    }

    void holds(boolean paused) {
        state.set(paused ? State.PAUSED : State.RUNNING);
    }

    void cancelling() {
        part.set(texts.get("job.cancelling"));
    }

    /** Cancelled before it began. */
    void dropped() {
        ends(State.CANCELLED, texts.get("job.cancelled"));
    }

    void hear(JobEvent event) {
        switch (event) {
            case JobEvent.Started begun -> {
                started = begun.at();
                log.add(texts.get("job.log.started", title(), begun.device()));
            }
            case JobEvent.Progressed step -> progressed(step);
            case JobEvent.CellMeasured cell -> {}
            case JobEvent.Written written -> {}
            case JobEvent.Note note -> log.add(note.text());
            case JobEvent.Finished done -> {
                ended = done.at();
                ends(State.DONE, texts.get("job.finished"));
            }
            case JobEvent.Failed broken -> {
                ended = broken.at();
                ends(State.FAILED, broken.message());
            }
            case JobEvent.Cancelled end -> {
                ended = end.at();
                dropped();
            }
        }
    }

    private void progressed(JobEvent.Progressed step) {
        part.set(
                step.toldAsShare()
                        ? texts.get("job.share", step.part(), step.percent())
                        : texts.get("job.part", step.part(), step.done(), step.total()));
        progress.set(step.total() > 0 ? (double) step.done() / step.total() : UNKNOWN);
        double seconds = step.secondsLeft();
        timeLeft.set(seconds < 0 ? "" : texts.get("job.left", Numbers.clock(seconds)));
    }

    private void ends(State how, String outcome) {
        progress.set(0);
        log.add(title() + ": " + outcome);
        show(how, outcome);
    }

    private void show(State now, String words) {
        timeLeft.set("");
        part.set(words);
        state.set(now);
    }

    // ---- what is shown

    /** What was asked for. */
    public JobRequest request() {
        return request;
    }

    /** Its name. */
    public String title() {
        return request.title();
    }

    /** How far it is. */
    public ReadOnlyObjectProperty<State> state() {
        return state.getReadOnlyProperty();
    }

    /** What it is doing, or how it ended. */
    public ReadOnlyStringProperty part() {
        return part.getReadOnlyProperty();
    }

    /** Time left, empty while unknown. */
    public ReadOnlyStringProperty timeLeft() {
        return timeLeft.getReadOnlyProperty();
    }

    /** Share done of the part; negative while unknown. */
    public ReadOnlyDoubleProperty progress() {
        return progress.getReadOnlyProperty();
    }

    /** What it told, oldest first. */
    public ObservableList<String> log() {
        return FXCollections.unmodifiableObservableList(log);
    }

    /** How long it took, from its first word to its last; zero if it did not get that far. */
    public Duration taken() {
        return started == null || ended == null ? Duration.ZERO : Duration.between(started, ended);
    }
}
