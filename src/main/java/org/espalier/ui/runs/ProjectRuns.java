package org.espalier.ui.runs;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;

import org.espalier.project.Document;
import org.espalier.project.ProjectState;
import org.espalier.project.RunMarks;
import org.espalier.project.RunRecord;
import org.espalier.project.RunRecord.State;
import org.espalier.project.Runs;
import org.espalier.ui.Background;
import org.espalier.ui.ProjectViewModel;
import org.espalier.ui.job.Job;
import org.espalier.ui.job.JobsViewModel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The runs of the open project: what their folders tell, with what the user wrote on them, and with
 * what the queue knows better. The folders are read on the disk's thread, behind the edits that
 * move them.
 */
public final class ProjectRuns {
    private final ProjectViewModel project;
    private final Background.Latest<Runs.Listing> reading;
    private final Consumer<String> problem;
    private final ReadOnlyObjectWrapper<List<RunRecord>> all =
            new ReadOnlyObjectWrapper<>(List.of());

    /** Kept, as a list that nobody keeps tells nothing. */
    private final ObservableList<Job> jobs;

    private final List<Consumer<List<RunRecord>>> opened = new ArrayList<>();
    private List<RunRecord> read = List.of();
    private boolean fresh;

    /** No runs before a project is read; {@code problem} takes sentences for the user. */
    public ProjectRuns(
            ProjectViewModel project,
            JobsViewModel jobs,
            Background background,
            Consumer<String> problem) {
        this.project = project;
        this.problem = problem;
        this.jobs = jobs.jobs();
        reading =
                new Background(background.disk(), background.screen()).latest(this::took, problem);
        project.state().subscribe(this::show);
        this.jobs.addListener((ListChangeListener<Job>) change -> show());
        jobs.onEnd(job -> read());
    }

    /** Shows the runs of another project. */
    public void open() {
        fresh = true;
        read = List.of();
        show();
        read();
    }

    /** Reads the folders again: a run began or ended. */
    public void read() {
        Document open = project.document().orElse(null);
        if (open != null) {
            ProjectState state = open.state();
            List<RunRecord> known = read;
            reading.submit(() -> Runs.list(open.folder(), state, known));
        }
    }

    private void took(Runs.Listing listing) {
        read = listing.runs();
        show();
        if (fresh) {
            fresh = false;
            opened.forEach(listener -> listener.accept(all.get()));
        }
        if (!listing.problems().isEmpty()) {
            problem.accept(String.join("\n", listing.problems()));
        }
    }

    private void show() {
        ProjectState state = project.state().get();
        if (state != null) {
            all.set(read.stream().map(run -> known(run, state.marks(run.id()))).toList());
        }
    }

    private RunRecord known(RunRecord run, RunMarks marks) {
        RunRecord marked = run.withMarks(marks);
        return job(run).map(job -> marked.withState(state(run, job))).orElse(marked);
    }

    private static State state(RunRecord run, Job job) {
        boolean told = run.state() != State.INTERRUPTED;
        return switch (job.state().get()) {
            case WAITING -> State.QUEUED;
            case RUNNING -> State.RUNNING;
            case PAUSED -> State.PAUSED;
            case DONE -> State.DONE;
            case FAILED -> told ? run.state() : State.FAILED;
            case CANCELLED -> told ? run.state() : State.CANCELLED;
        };
    }

    /** The job of a run, if the queue has it. */
    Optional<Job> job(RunRecord run) {
        return jobs.stream().filter(job -> job.request().folder().equals(run.folder())).findFirst();
    }

    /** Calls {@code listener} with the runs of each project that is opened, once they are read. */
    void onOpened(Consumer<List<RunRecord>> listener) {
        opened.add(listener);
    }

    /** All runs, oldest first, those in the trash too: others may have come from them. */
    public ReadOnlyObjectProperty<List<RunRecord>> all() {
        return all.getReadOnlyProperty();
    }
}
