package org.espalier.ui.recipe;

import org.espalier.compress.MethodCatalog;
import org.espalier.recipe.Recipe;
import org.espalier.ui.Background;
import org.espalier.ui.Study;
import org.espalier.ui.Workbench;

import java.nio.file.Path;
import java.util.List;

/** Says what runs will take, from the jobs that ran before. */
final class Outlook {
    private final MethodCatalog methods;
    private final Path jobs;
    private final StepWords words;
    private final Background.Latest<List<EarlierJob>> looking;
    private List<EarlierJob> earlier = List.of();

    /** {@code changed} is called when more is known. */
    Outlook(Workbench workbench, Background background, StepWords words, Runnable changed) {
        methods = workbench.methods();
        jobs = workbench.workFolder().resolve("jobs");
        this.words = words;
        // Without earlier jobs the time is said to be unknown.
        looking = background.latest(found -> found(found, changed), reason -> forget());
    }

    /** Looks for what ran before on a study's model. */
    void look(Study study) {
        String model = study.file().toAbsolutePath().toString();
        looking.submit(() -> EarlierJob.read(jobs, model));
    }

    private void found(List<EarlierJob> found, Runnable changed) {
        earlier = found;
        changed.run();
    }

    /** Forgets what ran before. */
    void forget() {
        earlier = List.of();
    }

    /** What a run of a recipe takes, in sentences. */
    String of(Study study, Recipe recipe) {
        RunEstimate run = new RunEstimate(methods, earlier);
        return words.say(run.time(study, recipe)) + " " + run.memory(study, recipe);
    }
}
