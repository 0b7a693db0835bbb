package org.espalier.report.compare;

import org.espalier.analyze.Comparison;
import org.espalier.measure.Estimate;
import org.espalier.measure.Quality;
import org.espalier.report.Numbers;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a comparison says in a few sentences.
 *
 * @param verdict what was gained and lost
 * @param goals which goals were met; empty if there are none
 * @param detail in small print: whether the difference may be chance
 * @param mixed whether a goal was missed, or quality fell clearly: by two points or more, and not
 *     by chance
 */
public record Headline(String verdict, String goals, String detail, boolean mixed) {
    private static final double NOTABLE = 0.02;
    private static final double SIGNIFICANT = 0.05;

    /** The headline of a comparison. */
    public static Headline of(ComparedPair pair) {
        ReportTexts texts = new ReportTexts();
        Comparison comparison = pair.comparison();
        List<Goal> met = met(pair.goals(), comparison);
        return new Headline(
                comparison.verdict(),
                goals(pair.goals(), met, comparison, texts),
                detail(comparison, texts),
                met.size() < pair.goals().size() || fell(comparison));
    }

    private static List<Goal> met(List<Goal> goals, Comparison of) {
        return goals.stream().filter(goal -> goal.met(of.candidate(), of.base())).toList();
    }

    private static String goals(
            List<Goal> goals, List<Goal> met, Comparison of, ReportTexts texts) {
        if (met.size() == goals.size()) {
            return allMet(goals, texts);
        }
        List<Goal> unknown =
                goals.stream().filter(goal -> goal.unknown(of.candidate(), of.base())).toList();
        List<Goal> missed = new ArrayList<>(goals);
        missed.removeAll(met);
        missed.removeAll(unknown);
        String sentence = texts.get("report.goals.some", met.size(), goals.size());
        if (!missed.isEmpty()) {
            sentence += texts.get("report.goals.missed", list(missed));
        }
        if (!unknown.isEmpty()) {
            sentence += texts.get("report.goals.unknown", list(unknown));
        }
        return sentence + ".";
    }

    private static String allMet(List<Goal> goals, ReportTexts texts) {
        return switch (goals.size()) {
            case 0 -> "";
            case 1 -> texts.get("report.goals.met", list(goals));
            case 2 -> texts.get("report.goals.both", list(goals));
            default -> texts.get("report.goals.all", list(goals));
        };
    }

    private static String list(List<Goal> goals) {
        return goals.stream().map(Goal::text).collect(Collectors.joining(", "));
    }

    private static String detail(Comparison comparison, ReportTexts texts) {
        List<Quality> quality = comparison.candidate().quality();
        double p = comparison.pValue();
        if (!quality.isEmpty() && RunMetric.isPerplexity(quality.getFirst())) {
            return "";
        }
        if (quality.isEmpty() || Double.isNaN(p)) {
            return texts.get("report.unlabelled");
        }
        return texts.get(
                p < SIGNIFICANT ? "report.significant" : "report.insignificant",
                p < 0.001 ? "< 0.001" : "= " + Numbers.fixed(p, 3),
                Numbers.count(quality.getFirst().samples()));
    }

    /** By two points or more, and not by chance. */
    static boolean fell(Comparison comparison) {
        Estimate difference = comparison.qualityDifference();
        return difference != null && difference.value() <= -NOTABLE && difference.high() < 0;
    }
}
