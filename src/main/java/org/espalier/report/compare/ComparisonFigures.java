package org.espalier.report.compare;

import org.espalier.analyze.AnswerSheet;
import org.espalier.analyze.BlockPassage;
import org.espalier.analyze.Comparison;
import org.espalier.compress.CompressionResult.LayerOutcome;
import org.espalier.data.Sample;
import org.espalier.measure.Latency;
import org.espalier.measure.ModelMeasures;
import org.espalier.measure.Quality;
import org.espalier.report.ChangeFigure;
import org.espalier.report.ClassFigure;
import org.espalier.report.ConfusionFigure;
import org.espalier.report.DepthFigure;
import org.espalier.report.DisagreementFigure;
import org.espalier.report.DisagreementFigure.Answer;
import org.espalier.report.DisagreementFigure.Case;
import org.espalier.report.LatencyFigure;
import org.espalier.report.ParetoFigure;
import org.espalier.report.QualityFigure;
import org.espalier.report.SizeFigure;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** The figures of a comparison. */
public record ComparisonFigures(ComparedPair pair) {
    /** Samples in a report. */
    private static final int REPORTED = 12;

    /** All runs by two measures; run 0 is the model that they started from. */
    public ParetoFigure pareto(RunMetric across, RunMetric up) {
        List<ParetoFigure.Run> points = new ArrayList<>();
        int base = 0;
        int selected = -1;
        String original = new ReportTexts().get("report.original");
        points.add(point(original, original(), original(), across, up));
        for (ComparedRun run : pair.runs()) {
            if (run.name().equals(pair.baseline())) {
                base = points.size();
            }
            if (run.name().equals(pair.candidate())) {
                selected = points.size();
            }
            Comparison measured = run.comparison();
            points.add(point(run.name(), measured.candidate(), measured.base(), across, up));
        }
        return new ParetoFigure(points, across.axis(), up.axis(), base, selected);
    }

    private ModelMeasures original() {
        return pair.runs().isEmpty()
                ? pair.comparison().base()
                : pair.runs().getFirst().comparison().base();
    }

    private static ParetoFigure.Run point(
            String name,
            ModelMeasures measures,
            ModelMeasures base,
            RunMetric across,
            RunMetric up) {
        return new ParetoFigure.Run(
                name, across.of(measures, base), up.of(measures, base), measures.size().sparse());
    }

    /** Latencies of single runs. */
    public LatencyFigure latency() {
        Comparison comparison = pair.comparison();
        return new LatencyFigure(times(comparison.base()), times(comparison.candidate()));
    }

    private static double[] times(ModelMeasures measures) {
        Latency latency = measures.latency();
        return latency == null ? new double[0] : latency.samplesMs();
    }

    /** Bytes in three ways of storing. */
    public SizeFigure size() {
        return new SizeFigure(
                pair.comparison().base().size(), pair.comparison().candidate().size());
    }

    /** Accuracy by class; empty without labels. */
    public Optional<ClassFigure> classes() {
        Comparison comparison = pair.comparison();
        return comparison.classes().isEmpty()
                ? Optional.empty()
                : Optional.of(new ClassFigure(comparison.classes(), comparison.classDifference()));
    }

    /**
     * Which classes are taken for which; empty without labels.
     *
     * @param marked class to point out; -1 for none
     */
    public Optional<ConfusionFigure> confusion(int marked) {
        AnswerSheet answers = pair.comparison().answers();
        List<String> classes = pair.comparison().classes();
        return answers == null
                ? Optional.empty()
                : Optional.of(
                        new ConfusionFigure(
                                classes,
                                answers.confusion(answers.base(), classes.size()),
                                answers.confusion(answers.candidate(), classes.size()),
                                marked));
    }

    /** What was done to each layer; empty if nothing is known of it. */
    public Optional<ChangeFigure> changes() {
        List<LayerOutcome> layers = pair.changes().layers();
        return layers.isEmpty() ? Optional.empty() : Optional.of(new ChangeFigure(layers));
    }

    /** How the error grew through depth; empty if the run did not go block by block. */
    public Optional<DepthFigure> depth() {
        List<List<BlockPassage>> steps =
                pair.changes().passages().stream().filter(step -> !step.isEmpty()).toList();
        return steps.isEmpty() ? Optional.empty() : Optional.of(new DepthFigure(steps));
    }

    /** What a language model reaches, before and after; empty for what answers by classes. */
    public Optional<QualityFigure> language() {
        List<Quality> before = pair.comparison().base().quality();
        List<Quality> after = pair.comparison().candidate().quality();
        boolean same =
                before.stream()
                        .map(Quality::metric)
                        .toList()
                        .equals(after.stream().map(Quality::metric).toList());
        return pair.comparison().classes().isEmpty() && same && !before.isEmpty()
                ? Optional.of(new QualityFigure(before, after))
                : Optional.empty();
    }

    /** How many samples the two answer differently. */
    public int disagreements() {
        AnswerSheet answers = pair.comparison().answers();
        return answers == null ? 0 : answers.disagreements().length;
    }

    /** Indices in the data of the samples on which the two disagree, worst first. */
    public int[] disagreeing(int most) {
        AnswerSheet answers = pair.comparison().answers();
        return answers == null
                ? new int[0]
                : Arrays.stream(answers.disagreements())
                        .limit(most)
                        .map(row -> answers.samples()[row])
                        .toArray();
    }

    /**
     * The samples on which the two disagree, worst first; empty if there are none.
     *
     * @param most how many at most
     * @param samples shows a sample of the evaluation data by its index
     */
    public Optional<DisagreementFigure> disagreements(int most, IntFunction<Sample> samples) {
        AnswerSheet answers = pair.comparison().answers();
        if (answers == null || disagreements() == 0) {
            return Optional.empty();
        }
        return Optional.of(
                new DisagreementFigure(
                        Arrays.stream(answers.disagreements())
                                .limit(most)
                                .mapToObj(row -> one(answers, row, samples))
                                .toList()));
    }

    private Case one(AnswerSheet answers, int row, IntFunction<Sample> samples) {
        int index = answers.samples()[row];
        return new Case(
                index,
                pair.comparison().classes().get(answers.labels()[row]),
                answer(answers, answers.base(), row),
                answer(answers, answers.candidate(), row),
                samples.apply(index));
    }

    private Answer answer(AnswerSheet answers, AnswerSheet.Answers model, int row) {
        int answered = model.classes()[row];
        List<String> classes = pair.comparison().classes();
        String name = answered < classes.size() ? classes.get(answered) : "class " + answered;
        return new Answer(name, model.confidence(row), answered == answers.labels()[row]);
    }

    /**
     * All figures that apply, with their titles.
     *
     * @param samples shows samples; null where the data are not at hand
     */
    public List<NamedFigure> all(@Nullable IntFunction<Sample> samples) {
        List<NamedFigure> all = new ArrayList<>();
        all.add(named("pareto", pareto(RunMetric.SIZE, quality())::figure));
        if (latency().base().length > 0 && latency().candidate().length > 0) {
            all.add(named("latency", latency()::figure));
        }
        all.add(named("size", size()::figure));
        classes().ifPresent(figure -> all.add(named("classes", figure::figure)));
        confusion(-1).ifPresent(figure -> all.add(named("confusion", figure::figure)));
        language().ifPresent(figure -> all.add(named("quality", figure::figure)));
        changes().ifPresent(figure -> all.add(named("layers", figure::figure)));
        depth().ifPresent(figure -> all.add(named("depth", figure::figure)));
        if (samples != null) {
            disagreements(REPORTED, samples)
                    .ifPresent(figure -> all.add(named("disagreements", figure::figure)));
        }
        return all;
    }

    /** What tells the quality of the compared models. */
    public RunMetric quality() {
        return RunMetric.ofQuality(pair.comparison().base());
    }

    private static NamedFigure named(String name, NamedFigure.Source source) {
        ReportTexts texts = new ReportTexts();
        String key = "report.figure." + name;
        return new NamedFigure(name, texts.get(key), texts.get(key + ".sub"), source);
    }
}
