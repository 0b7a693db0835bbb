package org.espalier.ui.compare;

import org.espalier.compress.CompressionResult.LayerOutcome;
import org.espalier.report.DisagreementFigure;
import org.espalier.report.Numbers;
import org.espalier.report.compare.ComparedPair;
import org.espalier.report.compare.ComparisonFigures;
import org.espalier.report.compare.MeasureTile;
import org.espalier.report.compare.RunMetric;
import org.espalier.ui.Texts;
import org.espalier.ui.chart.FigureView;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A comparison as pages for an audience: before, what was done, after, the trade-off. */
final class Story {
    private final Texts texts;
    private final CompareViewModel.Shown shown;
    private final @Nullable DisagreementFigure samples;

    Story(CompareViewModel.Shown shown, @Nullable DisagreementFigure samples, Texts texts) {
        this.shown = shown;
        this.samples = samples;
        this.texts = texts;
    }

    /**
     * A page.
     *
     * @param title what it is about
     * @param lead one sentence
     * @param facts numbers with what they are; empty for none
     * @param figures side by side
     */
    record Page(
            String title, String lead, List<MeasureTile> facts, List<FigureView.Source> figures) {}

    /** The pages in order. */
    List<Page> pages() {
        ComparedPair pair = shown.pair();
        ComparisonFigures figures = shown.figures();
        List<Page> pages = new ArrayList<>();
        pages.add(
                new Page(
                        texts.get("present.before"),
                        texts.get("present.before.lead", pair.baseline()),
                        before(),
                        List.of()));
        pages.add(
                new Page(
                        texts.get("present.done"),
                        done(pair.changes().layers()),
                        List.of(),
                        figures.changes()
                                .<List<FigureView.Source>>map(f -> List.of(f::figure))
                                .orElse(List.of())));
        pages.add(
                new Page(
                        texts.get("present.after"),
                        shown.headline().verdict(),
                        shown.tiles(),
                        List.of()));
        List<FigureView.Source> tradeOff = new ArrayList<>();
        tradeOff.add(figures.pareto(RunMetric.SIZE, figures.quality())::figure);
        figures.classes().ifPresent(classes -> tradeOff.add(classes::figure));
        String sentence = shown.headline().goals() + " " + shown.headline().detail();
        pages.add(new Page(texts.get("present.trade"), sentence.strip(), List.of(), tradeOff));
        if (samples != null) {
            String lead = texts.get("present.samples.lead", Numbers.count(figures.disagreements()));
            pages.add(
                    new Page(
                            texts.get("present.samples"),
                            lead,
                            List.of(),
                            List.of(samples::figure)));
        }
        return pages;
    }

    private List<MeasureTile> before() {
        var base = shown.pair().comparison().base();
        List<MeasureTile> facts = new ArrayList<>();
        for (RunMetric metric :
                List.of(
                        RunMetric.ofQuality(base),
                        RunMetric.LATENCY,
                        RunMetric.SIZE,
                        RunMetric.MACS)) {
            String value = metric.text(metric.of(base, base));
            String title = texts.get("compare.metric." + metric);
            facts.add(new MeasureTile(title, value, "", Double.NaN, false, title));
        }
        return facts;
    }

    private String done(List<LayerOutcome> changes) {
        if (changes.isEmpty()) {
            return texts.get("present.done.unknown");
        }
        String methods =
                changes.stream()
                        .map(LayerOutcome::method)
                        .distinct()
                        .collect(Collectors.joining(", "));
        long layers = changes.stream().map(LayerOutcome::layer).distinct().count();
        double sparsity = shown.pair().comparison().candidate().sparsity();
        return texts.get(
                "present.done.lead",
                methods,
                Numbers.wholePercent(sparsity),
                Numbers.count(layers));
    }
}
