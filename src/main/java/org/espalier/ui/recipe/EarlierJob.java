package org.espalier.ui.recipe;

import org.espalier.base.UserFacingException;
import org.espalier.job.JobEvent;
import org.espalier.job.JobResult;
import org.espalier.job.JobSpec;
import org.espalier.job.Journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A job that ended well, and how long it took.
 *
 * @param at when it ended
 * @param result what it gave back
 */
record EarlierJob(JobSpec spec, Instant at, double seconds, JobResult result) {
    /**
     * The jobs on a model. Slow.
     *
     * @param jobs folder with a folder per job
     * @param model absolute path of its file
     */
    static List<EarlierJob> read(Path jobs, String model) {
        if (!Files.isDirectory(jobs)) {
            return List.of();
        }
        List<EarlierJob> all = new ArrayList<>();
        try (Stream<Path> folders = Files.list(jobs)) {
            folders.forEach(folder -> job(folder, model).ifPresent(all::add));
        } catch (IOException e) {
            return List.of();
        }
        return all;
    }

    /** A job of this model that ended well; one that cannot be read tells nothing. */
    private static Optional<EarlierJob> job(Path folder, String model) {
        try {
            JobSpec spec = Journal.readSpec(folder);
            return tells(spec) && model(spec).equals(model)
                    ? seconds(spec, folder)
                    : Optional.empty();
        } catch (UserFacingException e) {
            return Optional.empty();
        }
    }

    private static Optional<EarlierJob> seconds(JobSpec spec, Path folder) {
        List<JobEvent> events = Journal.readEvents(folder);
        if (events.isEmpty()
                || !(events.getFirst() instanceof JobEvent.Started started)
                || !(events.getLast() instanceof JobEvent.Finished finished)) {
            return Optional.empty();
        }
        double seconds = Duration.between(started.at(), finished.at()).toMillis() / 1000.0;
        return Optional.of(new EarlierJob(spec, finished.at(), seconds, finished.result()));
    }

    /** Whether estimates ask for jobs of this kind. */
    private static boolean tells(JobSpec spec) {
        return !(spec instanceof JobSpec.Scan scan && scan.measured());
    }

    private static String model(JobSpec spec) {
        return switch (spec) {
            case JobSpec.Scan scan -> scan.model();
            case JobSpec.Run run -> run.model();
            case JobSpec.Evaluate evaluate -> evaluate.model();
            case JobSpec.Bench bench -> bench.model();
            case JobSpec.Generate generate -> generate.model();
            case JobSpec.Compare compare -> compare.base();
            case JobSpec.Duel duel -> duel.model();
            case JobSpec.Export export -> export.model();
        };
    }
}
