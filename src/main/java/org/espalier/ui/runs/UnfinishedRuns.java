package org.espalier.ui.runs;

import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import org.espalier.base.UserFacingException;
import org.espalier.job.JobSpec;
import org.espalier.project.RunRecord;
import org.espalier.project.RunRecord.State;
import org.espalier.project.Runs;
import org.espalier.ui.ProjectViewModel;
import org.espalier.ui.Texts;
import org.espalier.ui.job.Job;
import org.espalier.ui.job.JobsViewModel;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Runs that outlive the window: when it closes they are kept or cancelled, and when their project
 * is opened again those that were kept go on, while those that a kill interrupted are offered.
 */
public final class UnfinishedRuns {
    private final ProjectViewModel project;
    private final RunStarter starter;
    private final JobsViewModel jobs;
    private final Texts texts;
    private final ReadOnlyStringWrapper offer = new ReadOnlyStringWrapper("");
    private List<RunRecord> offered = List.of();

    /** Looks at the runs of each project that is opened. */
    public UnfinishedRuns(
            ProjectViewModel project,
            ProjectRuns stored,
            RunStarter starter,
            JobsViewModel jobs,
            Texts texts) {
        this.project = project;
        this.starter = starter;
        this.jobs = jobs;
        this.texts = texts;
        stored.onOpened(this::opened);
    }

    // ---- the window closes

    /** What to ask before the window closes; empty if nothing runs that the user asked for. */
    public String question() {
        List<Job> left = jobs.unfinished();
        return left.isEmpty() ? "" : texts.get("closing.question", left.size(), titles(left));
    }

    private static String titles(List<Job> jobs) {
        return jobs.stream().map(Job::title).collect(Collectors.joining(", "));
    }

    /** Ends the processes, not the runs: they go on when the project is opened again. */
    public void keep() {
        jobs.unfinished().stream()
                .map(Job::request)
                .filter(request -> request.spec() instanceof JobSpec.Run)
                .forEach(request -> keep(request.folder()));
        jobs.leave();
    }

    /** A run that cannot be marked is offered at the next start instead. */
    private static void keep(Path folder) {
        try {
            Runs.keep(folder, true);
        } catch (UserFacingException e) {
            return;
        }
    }

    // ---- a project is opened

    /** Where another window has the project, its runs may be running there. */
    private void opened(List<RunRecord> runs) {
        boolean mine = project.document().map(open -> !open.readOnly()).orElse(false);
        List<RunRecord> left =
                runs.stream()
                        .filter(run -> mine && run.state() == State.INTERRUPTED)
                        .filter(run -> !run.marks().deleted())
                        .toList();
        left.stream().filter(RunRecord::kept).forEach(starter::resume);
        offer(left.stream().filter(run -> !run.kept()).toList());
    }

    private void offer(List<RunRecord> runs) {
        offered = runs;
        String titles = runs.stream().map(RunRecord::title).collect(Collectors.joining(", "));
        offer.set(runs.isEmpty() ? "" : texts.get("interrupted.offer", runs.size(), titles));
    }

    /** Lets the runs that are offered go on. */
    public void resume() {
        List<RunRecord> runs = offered;
        dismiss();
        runs.forEach(starter::resume);
    }

    /** Leaves them as they are; the Runs screen lets them go on later. */
    public void dismiss() {
        offer(List.of());
    }

    /** Which interrupted runs are offered, in a sentence; empty if none are. */
    public ReadOnlyStringProperty offer() {
        return offer.getReadOnlyProperty();
    }
}
