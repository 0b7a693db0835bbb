package org.espalier.job.work;

import org.espalier.analyze.Comparer;
import org.espalier.analyze.Comparison;
import org.espalier.base.Progress;
import org.espalier.base.UserFacingException;
import org.espalier.data.Dataset;
import org.espalier.data.Questions;
import org.espalier.engine.Engine;
import org.espalier.engine.EngineChoice;
import org.espalier.job.JobContext;
import org.espalier.job.JobContext.Phase;
import org.espalier.measure.Evaluation;
import org.espalier.measure.Judge;
import org.espalier.measure.Latency;
import org.espalier.measure.LatencyMeter;
import org.espalier.measure.ModelMeasures;
import org.espalier.measure.PeakMemory;
import org.espalier.measure.Perplexity;
import org.espalier.measure.Quality;
import org.espalier.measure.Responses;
import org.espalier.measure.SizeMeter;
import org.espalier.measure.Task;
import org.espalier.measure.ZeroShot;
import org.espalier.model.LanguageModel;
import org.espalier.model.LayerSummary;
import org.espalier.model.ModelSummary;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Measures models for jobs: each runs once over the data, and all quality is read off that. */
record Measuring(Tools tools, JobContext context) {
    private static final int BATCH = 64;
    private static final long BOOTSTRAP_SEED = 1;
    private static final int RUNS = 200;

    /** For timing two models; small ones take less. */
    private static final double MOST_SECONDS = 60;

    /** Bytes of weights in two sessions: more would crowd out the rest of a desktop. */
    private static final long MOST_TIMED = 4L << 30;

    /** A single sample costs more alone than in a batch. */
    private static final double TIMING_COST = 2;

    /** Two processes are started, which takes as long as some thousand samples. */
    private static final double MEMORY_COST = 5000;

    private static final String TIMING = "Timing both";
    private static final String MEMORY = "Measuring memory";
    private static final String BASE = "Evaluating the original";
    private static final String CANDIDATE = "Evaluating the result";

    /** The phases of {@link #compare}, weighed by the samples that run. */
    List<Phase> phases(int samples) {
        return List.of(
                new Phase(BASE, samples),
                new Phase(CANDIDATE, samples),
                new Phase(TIMING, TIMING_COST * 2 * RUNS),
                new Phase(MEMORY, MEMORY_COST));
    }

    /** The phases of {@link #quality}. */
    List<Phase> phasesOfQuality(int samples) {
        return List.of(new Phase(BASE, samples));
    }

    /** Two models side by side on the same samples. */
    Comparison compare(Subject base, Subject candidate, Dataset data) {
        boolean text = data.window() > 0 || data.questions().isPresent();
        if (text && LanguageModel.isOne(base.network())) {
            return onText(base, candidate, data);
        }
        Responses before = responses(base, data, context.phase(BASE));
        Responses after = responses(candidate, data, context.phase(CANDIDATE));
        List<@Nullable Latency> latencies = latencies(base, candidate);
        List<Quality> fidelity =
                before.fidelityOf(after, BOOTSTRAP_SEED)
                        .quality(candidate.provenance(data, BOOTSTRAP_SEED));
        if (!Judge.canEvaluate(before.kind(), data)) {
            return new Comparer()
                    .compare(
                            measures(base, List.of(), latencies.getFirst()),
                            measures(candidate, List.of(), latencies.getLast()),
                            fidelity);
        }
        Judge judge = new Judge(tools.algebra());
        Evaluation answers = judge.evaluate(before, data);
        Evaluation changed = judge.evaluate(after, data);
        return new Comparer()
                .compare(
                        measures(
                                base,
                                answers.quality(base.provenance(data, 0)),
                                latencies.getFirst()),
                        measures(
                                candidate,
                                changed.quality(candidate.provenance(data, 0)),
                                latencies.getLast()),
                        answers,
                        changed,
                        judge.samples(before.kind(), data),
                        fidelity);
    }

    /** Language models are judged by the questions that the data hold, or by running text. */
    private Comparison onText(Subject base, Subject candidate, Dataset data) {
        Task task = data.questions().isPresent() ? Task.ZERO_SHOT : Task.PERPLEXITY;
        List<Quality> before = quality(base, data, task, context.phase(BASE));
        List<Quality> after = quality(candidate, data, task, context.phase(CANDIDATE));
        List<@Nullable Latency> latencies = latencies(base, candidate);
        return new Comparer()
                .compare(
                        measures(base, before, latencies.getFirst()),
                        measures(candidate, after, latencies.getLast()),
                        List.of());
    }

    /** Quality of one model by a task. */
    List<Quality> quality(Subject subject, Dataset data, Task task) {
        return quality(subject, data, task, context.phase(BASE));
    }

    private List<Quality> quality(Subject subject, Dataset data, Task task, Progress progress) {
        return switch (task) {
            case PERPLEXITY ->
                    List.of(
                            Perplexity.measure(subject.engine(), subject.network(), data, progress)
                                    .quality(subject.provenance(data, 0)));
            case ZERO_SHOT -> zeroShot(subject, data, progress);
            case ACCURACY -> accuracy(subject, data, progress);
        };
    }

    private List<Quality> zeroShot(Subject subject, Dataset data, Progress progress) {
        Questions questions =
                data.questions()
                        .orElseThrow(
                                () ->
                                        UserFacingException.badInput(
                                                "Zero-shot accuracy is measured on questions put to"
                                                        + " a language model. Give such a model,"
                                                        + " and a .jsonl file with a question on"
                                                        + " each line."));
        if (questions.cut() > 0) {
            context.note(
                    "%,d of %,d texts are longer than the model reads: their beginnings are left out."
                            .formatted(questions.cut(), questions.options()));
        }
        return ZeroShot.measure(subject.engine(), subject.network(), questions, progress)
                .quality(subject.provenance(data, 0));
    }

    private List<Quality> accuracy(Subject subject, Dataset data, Progress progress) {
        Responses responses = responses(subject, data, progress);
        return new Judge(tools.algebra())
                .evaluate(responses, data)
                .quality(subject.provenance(data, 0));
    }

    private Responses responses(Subject subject, Dataset data, Progress progress) {
        return tools.responses()
                .get(
                        subject.responding(data),
                        () ->
                                Responses.collect(
                                        subject.engine(),
                                        subject.network(),
                                        data,
                                        BATCH,
                                        progress));
    }

    /**
     * Latency is measured on what users deploy, whichever engine evaluates.
     *
     * @return two; null twice for models that are too large to be timed side by side
     */
    private List<@Nullable Latency> latencies(Subject base, Subject candidate) {
        long bytes = inMemory(base) + inMemory(candidate);
        if (bytes > Math.min(MOST_TIMED, tools.limit().besideProgram())) {
            context.note(
                    ("The latency was not measured: side by side, the two models would take %.1f GB"
                                    + " of memory. Measure them by \"espalier bench\".")
                            .formatted(bytes / 1e9));
            return Arrays.asList(null, null);
        }
        Engine engine =
                tools.engines().choose(onOnnxRuntime(base.choice()), base.network()).engine();
        return new ArrayList<>(
                new LatencyMeter(engine, MOST_SECONDS)
                        .measure(
                                List.of(base.network(), candidate.network()),
                                1,
                                RUNS,
                                context.phase(TIMING)));
    }

    /** Of a session, which widens weights to fp32. */
    private static long inMemory(Subject subject) {
        return subject.network().weights().values().stream()
                        .mapToLong(weight -> weight.tensor().count())
                        .sum()
                * Float.BYTES;
    }

    /** Latency is measured where users deploy: by ONNX Runtime on the CPU, whatever the choice. */
    static EngineChoice onOnnxRuntime(EngineChoice choice) {
        return new EngineChoice("cpu", "ort", choice.threads());
    }

    private ModelMeasures measures(
            Subject subject, List<Quality> quality, @Nullable Latency latency) {
        ModelSummary summary = ModelSummary.of(subject.network(), subject.layers());
        long zeros = summary.layers().stream().mapToLong(LayerSummary::zeros).sum();
        long weights = summary.layers().stream().mapToLong(l -> l.layer().weightCount()).sum();
        return new ModelMeasures(
                quality,
                latency,
                new SizeMeter().measure(subject.network()),
                PeakMemory.measure(
                        subject.file(), 1, subject.engine().threads(), context.phase(MEMORY)),
                weights == 0 ? 0 : (double) zeros / weights,
                weights - zeros,
                summary.macs());
    }
}
