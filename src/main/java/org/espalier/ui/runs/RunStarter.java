package org.espalier.ui.runs;

import org.espalier.base.UserFacingException;
import org.espalier.engine.EngineChoice;
import org.espalier.job.JobSpec;
import org.espalier.job.Journal;
import org.espalier.measure.Estimate;
import org.espalier.project.Document;
import org.espalier.project.Goals;
import org.espalier.project.ModelRef;
import org.espalier.project.ProjectState;
import org.espalier.project.RunPlan;
import org.espalier.project.RunRecord;
import org.espalier.project.Runs;
import org.espalier.ui.ProjectViewModel;
import org.espalier.ui.Study;
import org.espalier.ui.Texts;
import org.espalier.ui.job.Job;
import org.espalier.ui.job.JobRequest;
import org.espalier.ui.job.JobsViewModel;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Begins runs of recipes in the open project, and lets them go on. */
public final class RunStarter {
    private final ProjectViewModel project;
    private final ProjectRuns runs;
    private final JobsViewModel jobs;
    private final Supplier<EngineChoice> engine;
    private final Consumer<String> problem;
    private final Texts texts;
    private @Nullable Study study;

    /**
     * Jobs go to the queue.
     *
     * @param engine what they run on
     * @param problem takes the reason why nothing was begun
     */
    public RunStarter(
            ProjectViewModel project,
            ProjectRuns runs,
            JobsViewModel jobs,
            Supplier<EngineChoice> engine,
            Consumer<String> problem,
            Texts texts) {
        this.project = project;
        this.runs = runs;
        this.jobs = jobs;
        this.engine = engine;
        this.problem = problem;
        this.texts = texts;
    }

    /** Begins runs on this study from now on. */
    public void open(Study opened) {
        study = opened;
    }

    /**
     * Begins a run on the study's model.
     *
     * @param predicted accuracy that is expected; null if none is
     */
    public void start(String name, String recipe, @Nullable Estimate predicted) {
        ProjectState state = project.state().get();
        if (state != null) {
            begin(plan(name, state.model(), null, recipe, predicted));
        }
    }

    /** Begins a run on what another one gave. */
    void startOn(RunRecord parent, String name, String recipe) {
        parent.output()
                .map(model -> new ModelRef(model, null))
                .ifPresent(model -> begin(plan(name, model, parent.id(), recipe, null)));
    }

    /** Does the same once more. */
    void again(RunRecord run) {
        RunPlan plan = run.plan();
        begin(plan(run.name(), plan.model(), plan.parent(), plan.recipe(), plan.predicted()));
    }

    private RunPlan plan(
            String name,
            ModelRef model,
            @Nullable String parent,
            String recipe,
            @Nullable Estimate predicted) {
        ProjectState state = project.state().get();
        return new RunPlan(
                name,
                model,
                parent,
                recipe,
                state == null ? Goals.NONE : state.goals(),
                predicted,
                Instant.now());
    }

    private void begin(RunPlan plan) {
        Study now = study;
        Document open = project.document().orElse(null);
        if (now == null || open == null) {
            return;
        }
        if (now.data() == null) {
            problem.accept(texts.get("shell.run.noData"));
        } else if (open.readOnly()) {
            problem.accept(texts.get("runs.readOnly"));
        } else {
            begin(open, now, now.data(), plan);
        }
    }

    private void begin(Document open, Study now, Study.Data data, RunPlan plan) {
        try {
            Path folder = Runs.begin(open.folder(), plan, place -> spec(now, data, plan, place));
            submit(folder, plan.name());
            runs.read();
        } catch (UserFacingException e) {
            problem.accept(e.getMessage());
        }
    }

    private JobSpec spec(Study now, Study.Data data, RunPlan plan, Path folder) {
        return new JobSpec.Run(
                plan.model().path().toAbsolutePath().toString(),
                plan.recipe(),
                data.calibration(),
                data.evaluation(),
                folder.resolve(now.resultName()).toString(),
                engine.get());
    }

    /** Lets a run that did not end well go on from what is finished. */
    void resume(RunRecord run) {
        Job job = runs.job(run).orElse(null);
        if (job != null) {
            jobs.resume(job);
            return;
        }
        try {
            Runs.keep(run.folder(), false);
            submit(run.folder(), run.name());
        } catch (UserFacingException e) {
            problem.accept(e.getMessage());
        }
    }

    private void submit(Path folder, String name) {
        JobSpec spec = Journal.readSpec(folder);
        jobs.submit(new JobRequest(texts.get("job.run", name), spec, folder, event -> {}));
    }
}
