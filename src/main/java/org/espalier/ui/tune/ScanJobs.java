package org.espalier.ui.tune;

import org.espalier.compress.Target;
import org.espalier.engine.EngineChoice;
import org.espalier.job.JobEvent;
import org.espalier.job.JobResult;
import org.espalier.job.JobSpec;
import org.espalier.measure.Latency;
import org.espalier.measure.Quality;
import org.espalier.measure.Sampling;
import org.espalier.measure.Task;
import org.espalier.model.LayerId;
import org.espalier.ui.Study;
import org.espalier.ui.Texts;
import org.espalier.ui.job.Job;
import org.espalier.ui.job.JobRequest;
import org.espalier.ui.job.JobRequest.Priority;
import org.espalier.ui.job.JobsViewModel;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Asks for the jobs that belong to no run: scans, the measures of the baseline, duels of methods,
 * exports, texts.
 */
public final class ScanJobs {
    private static final int LATENCY_RUNS = 200;

    private final JobsViewModel jobs;
    private final Path workFolder;
    private final Supplier<EngineChoice> engine;
    private final Texts texts;
    private final AtomicInteger count = new AtomicInteger();
    private final long started = System.currentTimeMillis();

    /**
     * Jobs keep their journals under {@code workFolder}.
     *
     * @param engine where they run
     */
    public ScanJobs(
            JobsViewModel jobs, Path workFolder, Supplier<EngineChoice> engine, Texts texts) {
        this.engine = engine;
        this.jobs = jobs;
        this.workFolder = workFolder;
        this.texts = texts;
    }

    /** The instant tables of all methods. */
    void instantScan(Study study, List<String> methods, Consumer<JobResult.Scanned> listener) {
        scan("job.scan.instant", study, methods, false, event -> scanned(event, listener));
    }

    /** The measured table of one method; every cell is told as it comes, then all at the end. */
    void measuredScan(Study study, String method, Consumer<JobEvent> listener) {
        scan("job.scan.measured", study, List.of(method), true, listener);
    }

    private void scan(
            String title,
            Study study,
            List<String> methods,
            boolean measured,
            Consumer<JobEvent> listener) {
        Study.Data data = study.data();
        if (data == null) {
            return;
        }
        JobSpec.Scan spec =
                new JobSpec.Scan(
                        study.file().toAbsolutePath().toString(),
                        data.calibration(),
                        data.evaluation(),
                        methods,
                        Sensitivities.SPARSITIES,
                        measured,
                        workFolder.resolve("cache").toString(),
                        engine.get());
        Priority priority = measured ? Priority.ASKED : Priority.BACKGROUND;
        jobs.submit(new JobRequest(texts.get(title), spec, folder("scan"), priority, listener));
    }

    /** Quality and latency of the model as it is. */
    void baseline(Study study, Consumer<Quality> quality, Consumer<Latency> latency) {
        String model = study.file().toAbsolutePath().toString();
        Study.Data data = study.data();
        if (data != null && data.evaluation() != null && judged(data)) {
            JobSpec spec = new JobSpec.Evaluate(model, data.evaluation(), engine.get());
            submit("job.evaluate", "evaluate", spec, event -> quality(event, quality));
        }
        JobSpec bench = new JobSpec.Bench(model, null, 1, LATENCY_RUNS, engine.get());
        submit("job.bench", "bench", bench, event -> latency(event, latency));
    }

    private static boolean judged(Study.Data data) {
        return data.labelled() || data.task() != Task.ACCURACY;
    }

    private void submit(String title, String kind, JobSpec spec, Consumer<JobEvent> listener) {
        jobs.submit(
                new JobRequest(
                        texts.get(title), spec, folder(kind), Priority.BACKGROUND, listener));
    }

    /** Methods to compare on a layer, all with the same target. */
    record Contest(LayerId layer, List<String> methods, Target target) {}

    /** Has methods prune one layer; nothing without data to calibrate on. */
    void duel(Study study, Contest contest, Consumer<JobEvent> listener) {
        Study.Data data = study.data();
        if (data != null) {
            JobSpec spec =
                    new JobSpec.Duel(
                            study.file().toAbsolutePath().toString(),
                            contest.layer().name(),
                            contest.methods(),
                            contest.target(),
                            data.calibration(),
                            engine.get());
            String title = texts.get("job.duel", contest.layer().name());
            jobs.submit(new JobRequest(title, spec, folder("duel"), listener));
        }
    }

    /** Writes the model of a study as an ONNX file. */
    public void export(Study study, Path output, Consumer<JobEvent> listener) {
        JobSpec spec =
                new JobSpec.Export(
                        study.file().toAbsolutePath().toString(),
                        output.toAbsolutePath().toString(),
                        engine.get());
        String title = texts.get("job.export", output.getFileName());
        jobs.submit(new JobRequest(title, spec, folder("export"), listener));
    }

    /** Has a language model continue a prompt; what comes back stops it. */
    public Runnable write(
            Path model, String prompt, int tokens, Sampling sampling, Consumer<JobEvent> listener) {
        String file = model.toAbsolutePath().toString();
        JobSpec spec = new JobSpec.Generate(file, prompt, tokens, sampling, engine.get());
        String title = texts.get("job.generate", model.getFileName());
        Job job = jobs.submit(new JobRequest(title, spec, folder("generate"), listener));
        return () -> jobs.cancel(job);
    }

    /** A folder of the work folder for a job that belongs to no project. */
    private Path folder(String kind) {
        String name = kind + "-" + started + "-" + count.incrementAndGet();
        return workFolder.resolve("jobs").resolve(name).toAbsolutePath();
    }

    private static void scanned(JobEvent event, Consumer<JobResult.Scanned> listener) {
        if (result(event) instanceof JobResult.Scanned scanned) {
            listener.accept(scanned);
        }
    }

    private static void quality(JobEvent event, Consumer<Quality> listener) {
        if (result(event) instanceof JobResult.Evaluated e && !e.quality().isEmpty()) {
            listener.accept(e.quality().getFirst());
        }
    }

    private static void latency(JobEvent event, Consumer<Latency> listener) {
        if (result(event) instanceof JobResult.Benched b && !b.latencies().isEmpty()) {
            listener.accept(b.latencies().getFirst());
        }
    }

    private static @Nullable JobResult result(JobEvent event) {
        return event instanceof JobEvent.Finished finished ? finished.result() : null;
    }
}
