package org.espalier.ui.job;

import javafx.beans.Observable;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.espalier.base.UserFacingException;
import org.espalier.job.JobEvent;
import org.espalier.job.JobRunner;
import org.espalier.ui.Texts;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The jobs of the window: one runs, the others wait by priority and age, those that ended stay in
 * the list until they are cleared. Used on the screen's thread only.
 */
public final class JobsViewModel {
    private final JobRunner runner;
    private final Executor screen;
    private final Texts texts;
    private final WaitingLine<Job> line = new WaitingLine<>();

    private final List<Job> over = new ArrayList<>();
    private final ObservableList<Job> jobs =
            FXCollections.observableArrayList(job -> new Observable[] {job.state()});
    private final List<Consumer<Job>> endListeners = new ArrayList<>();
    private final ReadOnlyStringWrapper title;
    private final ReadOnlyStringWrapper part = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper timeLeft = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper waiting = new ReadOnlyStringWrapper("");
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(-1);
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper paused = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper failed = new ReadOnlyBooleanWrapper();
    private final BooleanProperty listed = new SimpleBooleanProperty();
    private JobRunner.@Nullable Handle handle;
    private @Nullable Job current;

    /** Jobs go to {@code runner}, their events come back through {@code screen}. */
    public JobsViewModel(JobRunner runner, Executor screen, Texts texts) {
        this.runner = runner;
        this.screen = screen;
        this.texts = texts;
        title = new ReadOnlyStringWrapper(texts.get("job.none"));
    }

    // ---- the line

    /** Starts a job, or lets it wait for its turn. */
    public Job submit(JobRequest request) {
        Job job = new Job(request, texts);
        enter(job);
        return job;
    }

    private void enter(Job job) {
        line.add(job, job.request().priority().ordinal());
        if (current == null) {
            startNext();
        }
        order();
    }

    /** Lets a waiting job change places with the one before it. */
    public void moveUp(Job job) {
        line.moveUp(job);
        order();
    }

    /** Lets a waiting job change places with the one behind it. */
    public void moveDown(Job job) {
        line.moveDown(job);
        order();
    }

    /** Puts a waiting job before all others. */
    public void runNext(Job job) {
        line.putFirst(job);
        order();
    }

    /** Lets a job that failed or was cancelled go on from its folder, when its turn comes. */
    public void resume(Job job) {
        if (job.state().get().stopped()) {
            over.remove(job);
            job.waits();
            enter(job);
        }
    }

    /** Ends a job that runs, or takes one that waits out of the line. */
    public void cancel(Job job) {
        if (job == current) {
            cancel();
        } else if (line.remove(job)) {
            job.dropped();
            over(job);
        }
    }

    /** Takes jobs that are over out of the list. */
    public void clearEnded() {
        over.clear();
        order();
    }

    // ---- the job that runs

    /** Holds the job, or lets it go on. */
    public void togglePause() {
        if (handle != null && current != null) {
            if (paused.get()) {
                handle.resume();
            } else {
                handle.pause();
            }
            paused.set(!paused.get());
            current.holds(paused.get());
        }
    }

    /** Ends the job that runs. */
    public void cancel() {
        if (handle != null && current != null) {
            current.cancelling();
            handle.cancel();
        }
    }

    /** Ends the job that runs and those that wait. */
    public void cancelAll() {
        line.inOrder().forEach(this::cancel);
        cancel();
    }

    /**
     * Ends the process of the job that runs but not the job: what is finished of it is in its
     * folder, where it can go on later. Those that wait are forgotten.
     */
    public void leave() {
        line.inOrder().forEach(line::remove);
        JobRunner.Handle left = handle;
        current = null;
        idle();
        order();
        if (left != null) {
            left.leave();
        }
    }

    /** The jobs that the user asked for and that are not over. */
    public List<Job> unfinished() {
        return jobs.stream()
                .filter(job -> job.request().priority() == JobRequest.Priority.ASKED)
                .filter(job -> !job.state().get().over())
                .toList();
    }

    private void startNext() {
        Job next = line.poll().orElse(null);
        current = next;
        if (next == null) {
            idle();
            return;
        }
        next.starts();
        title.set(next.title());
        part.bind(next.part());
        timeLeft.bind(next.timeLeft());
        progress.bind(next.progress());
        failed.set(false);
        paused.set(false);
        running.set(true);
        order();
        start(next);
    }

    private void start(Job job) {
        EventQueue events = new EventQueue(screen, event -> handle(job, event));
        try {
            JobRunner.Handle begun =
                    runner.start(job.request().spec(), job.request().folder(), events);
            if (job == current) {
                handle = begun;
            }
        } catch (UserFacingException e) {
            handle(job, new JobEvent.Failed(Instant.now(), e.kind(), e.getMessage()));
        }
    }

    private void idle() {
        handle = null;
        running.set(false);
        paused.set(false);
    }

    private void handle(Job job, JobEvent event) {
        if (job == current) {
            job.hear(event);
            job.request().listener().accept(event);
            if (job.state().get().over()) {
                failed.set(job.state().get() == Job.State.FAILED);
                startNext();
                over(job);
            }
        }
    }

    private void over(Job job) {
        over.addFirst(job);
        order();
        endListeners.forEach(listener -> listener.accept(job));
    }

    private void order() {
        List<Job> ordered = new ArrayList<>();
        if (current != null) {
            ordered.add(current);
        }
        ordered.addAll(line.inOrder());
        ordered.addAll(over);
        jobs.setAll(ordered);
        showWaiting();
    }

    private void showWaiting() {
        List<Job> inLine = line.inOrder();
        waiting.set(
                inLine.isEmpty()
                        ? ""
                        : texts.get("job.queued", inLine.size(), inLine.getFirst().title()));
    }

    // ---- what is shown

    /**
     * The one that runs, those that wait in order, then those that ended, the last one first. Tells
     * of each change of a job's state too.
     */
    public ObservableList<Job> jobs() {
        return FXCollections.unmodifiableObservableList(jobs);
    }

    /** Whether the list of jobs is shown. */
    public BooleanProperty listed() {
        return listed;
    }

    /** Calls {@code listener} whenever a job is over. */
    public void onEnd(Consumer<Job> listener) {
        endListeners.add(listener);
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
}
