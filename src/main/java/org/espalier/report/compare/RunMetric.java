package org.espalier.report.compare;

import org.espalier.measure.Latency;
import org.espalier.measure.ModelMeasures;
import org.espalier.measure.Quality;
import org.espalier.report.Numbers;
import org.espalier.report.ParetoFigure;

/** A measure by which runs are put beside each other. */
public enum RunMetric {
    /** The headline metric of quality, as a share. */
    ACCURACY("accuracy", "accuracy", true),
    /** Of a language model, on windows of a length that all runs of a project share. */
    PERPLEXITY("perplexity", "perplexity", false),
    /** Median of single runs, milliseconds. */
    LATENCY("latency", "latency p50, ms", false),
    /**
     * The same as a share of the original's, timed in turn: what can be put beside other runs,
     * which were timed at another hour.
     */
    RELATIVE_LATENCY("relative latency", "latency p50, of the original's", false),
    /** Bytes when stored sparse. */
    SIZE("size", "size stored sparse, MB", false),
    /** Weights that are not zero, as a share of the baseline's. */
    WEIGHTS_LEFT("weights left", "weights left", false),
    /** Multiply-accumulates for one sample. */
    MACS("MACs", "MACs, millions", false);

    private final String word;
    private final String title;
    private final boolean moreIsBetter;

    RunMetric(String word, String title, boolean moreIsBetter) {
        this.word = word;
        this.title = title;
        this.moreIsBetter = moreIsBetter;
    }

    /** In the middle of a sentence. */
    public String word() {
        return word;
    }

    /** Whether a model should have much of it. */
    public boolean moreIsBetter() {
        return moreIsBetter;
    }

    /** What tells the quality of a model. */
    public static RunMetric ofQuality(ModelMeasures measures) {
        return measures.quality().stream().anyMatch(RunMetric::isPerplexity)
                ? PERPLEXITY
                : ACCURACY;
    }

    /** Whether lower is better, and there is no share to show. */
    static boolean isPerplexity(Quality quality) {
        return quality.window().isPresent();
    }

    private static double headline(ModelMeasures measures, boolean perplexity) {
        return measures.quality().stream()
                .limit(1)
                .filter(quality -> isPerplexity(quality) == perplexity)
                .mapToDouble(quality -> quality.estimate().value())
                .findFirst()
                .orElse(Double.NaN);
    }

    /**
     * Reads it off a model's measures.
     *
     * @param base the original that it was measured beside, to which shares refer
     * @return NaN if it was not measured
     */
    public double of(ModelMeasures measures, ModelMeasures base) {
        return switch (this) {
            case ACCURACY -> headline(measures, false);
            case PERPLEXITY -> headline(measures, true);
            case LATENCY -> median(measures);
            case RELATIVE_LATENCY -> median(measures) / median(base);
            case SIZE -> measures.size().sparse();
            case WEIGHTS_LEFT ->
                    base.weights() == 0 ? Double.NaN : (double) measures.weights() / base.weights();
            case MACS -> measures.macs();
        };
    }

    private static double median(ModelMeasures measures) {
        Latency latency = measures.latency();
        return latency == null ? Double.NaN : latency.p50Ms().value();
    }

    /** A value for people; a dash if it is not known. */
    public String text(double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        return switch (this) {
            case ACCURACY -> Numbers.percent(value);
            case PERPLEXITY -> Numbers.fixed(value, 2);
            case LATENCY -> Numbers.millis(value);
            case RELATIVE_LATENCY -> Numbers.fixed(value, 2) + "×";
            case SIZE -> Numbers.bytes(value);
            case WEIGHTS_LEFT -> Numbers.wholePercent(value);
            case MACS -> Numbers.compact(value);
        };
    }

    /** As an axis of a figure. */
    ParetoFigure.Axis axis() {
        return new ParetoFigure.Axis(title, moreIsBetter, this::tick);
    }

    private String tick(double value) {
        return switch (this) {
            case ACCURACY, WEIGHTS_LEFT -> Numbers.percent(value);
            case PERPLEXITY -> Numbers.three(value);
            case LATENCY -> Numbers.fixed(value, value < 1 ? 3 : 2);
            case RELATIVE_LATENCY -> Numbers.fixed(value, 2) + "×";
            case SIZE, MACS -> Numbers.three(value / 1e6);
        };
    }
}
