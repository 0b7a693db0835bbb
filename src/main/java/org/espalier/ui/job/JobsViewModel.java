package org.espalier.ui.job;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.espalier.job.JobEvent;
import org.espalier.job.JobRunner;
import org.espalier.report.Numbers;
import org.espalier.ui.Texts;
import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/** The jobs of the window: one runs, the others wait. Used on the screen's thread only. */
public final class JobsViewModel {
    private static final double UNKNOWN = -1;

    private final JobRunner runner;
    private final Executor screen;
    private final Texts texts;
    private final Deque<JobRequest> queue = new ArrayDeque<>();
    private final ReadOnlyStringWrapper title;
    private final ReadOnlyStringWrapper part = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper timeLeft = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper waiting = new ReadOnlyStringWrapper("");
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(UNKNOWN);
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper paused = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper failed = new ReadOnlyBooleanWrapper();
    private final ObservableList<String> log = FXCollections.observableArrayList();
    private JobRunner.@Nullable Handle handle;
    private @Nullable JobRequest current;

    /** Jobs go to {@code runner}, their events come back through {@code screen}. */
    public JobsViewModel(JobRunner runner, Executor screen, Texts texts) {
        this.runner = runner;
        this.screen = screen;
        this.texts = texts;
        title = new ReadOnlyStringWrapper(texts.get("job.none"));
    }

    /** Starts a job, or lets it wait for the one that runs. */
    public void submit(JobRequest request) {
        queue.add(request);
        if (current == null) {
            startNext();
        }
        showWaiting();
    }

    /** Holds the job, or lets it go on. */
    public void togglePause() {
        if (handle != null) {
            if (paused.get()) {
                handle.resume();
            } else {
                handle.pause();
            }
            paused.set(!paused.get());
        }
    }

    /** Ends the job that runs. */
    public void cancel() {
        if (handle != null) {
            part.set(texts.get("job.cancelling"));
            handle.cancel();
        }
    }

    /** Ends the job that runs and forgets those that wait. */
    public void cancelAll() {
        queue.clear();
        showWaiting();
        cancel();
    }

    private void startNext() {
        JobRequest next = queue.poll();
        current = next;
        if (next == null) {
            idle();
            return;
        }
        title.set(next.title());
        part.set(texts.get("job.starting"));
        failed.set(false);
        progress.set(UNKNOWN);
        running.set(true);
        EventQueue events = new EventQueue(screen, event -> handle(next, event));
        handle = runner.start(next.spec(), next.folder(), events);
        showWaiting();
    }

    private void idle() {
        handle = null;
        running.set(false);
        paused.set(false);
        timeLeft.set("");
    }

    private void handle(JobRequest request, JobEvent event) {
        show(request, event);
        request.listener().accept(event);
        boolean over =
                event instanceof JobEvent.Finished
                        || event instanceof JobEvent.Failed
                        || event instanceof JobEvent.Cancelled;
        if (over) {
            startNext();
        }
    }

    private void show(JobRequest request, JobEvent event) {
        switch (event) {
            case JobEvent.Started started ->
                    note(texts.get("job.log.started", request.title(), started.device()));
            case JobEvent.Progressed step -> progressed(step);
            case JobEvent.CellMeasured cell -> {}
            case JobEvent.Note text -> note(text.text());
            case JobEvent.Finished done -> ended(texts.get("job.finished"));
            case JobEvent.Failed broken -> failed(broken);
            case JobEvent.Cancelled end -> ended(texts.get("job.cancelled"));
        }
    }

    private void progressed(JobEvent.Progressed step) {
        part.set(texts.get("job.part", step.part(), step.done(), step.total()));
        progress.set(step.total() > 0 ? (double) step.done() / step.total() : UNKNOWN);
        double seconds = step.secondsLeft();
        timeLeft.set(seconds < 0 ? "" : texts.get("job.left", Numbers.clock(seconds)));
    }

    private void failed(JobEvent.Failed broken) {
        failed.set(true);
        ended(broken.message());
    }

    private void ended(String outcome) {
        part.set(outcome);
        progress.set(0);
        note(title.get() + ": " + outcome);
    }

    private void note(String line) {
        log.add(line);
    }

    private void showWaiting() {
        int count = queue.size();
        waiting.set(count == 0 ? "" : texts.get("job.queued", count, queue.element().title()));
    }

    /** Name of the job that runs or ran last. */
    public ReadOnlyStringProperty title() {
        return title.getReadOnlyProperty();
    }

    /** What it is doing, or how it ended. */
    public ReadOnlyStringProperty part() {
        return part.getReadOnlyProperty();
    }

    /** Time left, empty while unknown. */
    public ReadOnlyStringProperty timeLeft() {
        return timeLeft.getReadOnlyProperty();
    }

    /** What waits, empty if nothing does. */
    public ReadOnlyStringProperty waiting() {
        return waiting.getReadOnlyProperty();
    }

    /** Share done of the part; negative while unknown. */
    public ReadOnlyDoubleProperty progress() {
        return progress.getReadOnlyProperty();
    }

    /** Whether a job runs. */
    public ReadOnlyBooleanProperty running() {
        return running.getReadOnlyProperty();
    }

    /** Whether it is held. */
    public ReadOnlyBooleanProperty paused() {
        return paused.getReadOnlyProperty();
    }

    /** Whether the last job failed. */
    public ReadOnlyBooleanProperty failed() {
        return failed.getReadOnlyProperty();
    }

    /** What jobs told, oldest first. */
    public ObservableList<String> log() {
        return FXCollections.unmodifiableObservableList(log);
    }
}
