package org.espalier.ui.recipe;

import org.espalier.compress.CompressionMethod;
import org.espalier.compress.LayerStatistics.Kind;
import org.espalier.compress.MethodCatalog;
import org.espalier.report.Numbers;
import org.espalier.ui.recipe.Advice.Phrase;
import org.espalier.ui.recipe.Advice.Standing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Says which technique fits a situation, by which method, and why the others do not. The rules
 * promise no effect that this program does not measure.
 */
record TechniqueAdvisor(MethodCatalog methods) {
    private static final double MOST = 0.95;

    /** What a step is for. */
    enum Wish {
        /** A smaller file. */
        SIZE,
        /** Less time for an inference. */
        SPEED
    }

    /** All techniques by all methods, the best first. */
    List<Advice> advise(Situation situation, Wish wish) {
        List<Advice> all = new ArrayList<>();
        for (Technique technique : Technique.values()) {
            for (CompressionMethod<?> method : methods.methods()) {
                all.add(advice(technique, method, situation, wish));
            }
        }
        all.sort(
                Comparator.comparing(Advice::standing)
                        .thenComparing(Advice::technique)
                        .thenComparing(a -> !calibrates(a.method())));
        if (all.getFirst().standing() == Standing.FITS) {
            all.set(0, recommended(all.getFirst()));
        }
        return List.copyOf(all);
    }

    private static Advice recommended(Advice best) {
        return new Advice(
                best.technique(),
                best.method(),
                Standing.RECOMMENDED,
                new Phrase("recipe.advice.recommended"),
                best.reasons());
    }

    private Advice advice(
            Technique technique, CompressionMethod<?> method, Situation situation, Wish wish) {
        List<Phrase> reasons = new ArrayList<>();
        reasons.add(speed(technique, situation));
        reasons.add(size(technique, situation));
        reasons.add(data(method, situation));
        if (technique == Technique.PATTERN && situation.weights().uneven() > 0) {
            reasons.add(
                    new Phrase(
                            "recipe.reason.tails",
                            situation.weights().uneven(),
                            situation.weights().layers()));
        }
        if (calibrates(method) && !situation.calibration()) {
            return new Advice(
                    technique,
                    method,
                    Standing.IMPOSSIBLE,
                    new Phrase("recipe.advice.noData"),
                    List.of(new Phrase("recipe.reason.openData")));
        }
        return limited(technique, method, situation, wish, reasons);
    }

    private static Advice limited(
            Technique technique,
            CompressionMethod<?> method,
            Situation situation,
            Wish wish,
            List<Phrase> reasons) {
        String limit = limit(technique, situation, wish);
        return new Advice(
                technique,
                method,
                limit.isEmpty() ? Standing.FITS : Standing.LIMITED,
                new Phrase(limit.isEmpty() ? "recipe.advice.fits" : limit),
                List.copyOf(reasons));
    }

    /** Key of what speaks against a technique; empty if nothing does. */
    private static String limit(Technique technique, Situation situation, Wish wish) {
        if (technique == Technique.PATTERN && !situation.gpu()) {
            return "recipe.advice.noTensorCores";
        }
        boolean slow = technique == Technique.SINGLE;
        if (slow && wish == Wish.SPEED) {
            return "recipe.advice.notFaster";
        }
        if (slow && situation.goals().highestMillis() != null) {
            return "recipe.advice.latencyGoal";
        }
        Long bytes = situation.goals().largestBytes();
        boolean large = bytes != null && situation.shareFor(bytes) > most(technique);
        return large ? "recipe.advice.sizeGoal" : "";
    }

    private static double most(Technique technique) {
        return technique == Technique.PATTERN ? 0.5 : MOST;
    }

    private static Phrase speed(Technique technique, Situation situation) {
        if (technique == Technique.SINGLE) {
            return new Phrase("recipe.reason.noKernels");
        }
        return new Phrase(
                situation.gpu() ? "recipe.reason.tensorCores" : "recipe.reason.noTensorCores");
    }

    private static Phrase size(Technique technique, Situation situation) {
        Long goal = situation.goals().largestBytes();
        if (goal == null) {
            return new Phrase(
                    "recipe.reason.size",
                    Numbers.bytes(situation.fileBytes()),
                    Numbers.bytes(situation.sparseBytes(0.5)));
        }
        double share = situation.shareFor(goal);
        return share > most(technique)
                ? new Phrase(
                        "recipe.reason.sizeMissed",
                        Numbers.bytes(goal),
                        Numbers.bytes(situation.sparseBytes(most(technique))))
                : new Phrase(
                        "recipe.reason.sizeMet",
                        Numbers.bytes(goal),
                        Numbers.percent(Math.max(0, share)));
    }

    private static Phrase data(CompressionMethod<?> method, Situation situation) {
        if (!calibrates(method)) {
            return new Phrase("recipe.reason.weightsAlone");
        }
        return new Phrase(
                situation.calibration() ? "recipe.reason.calibrates" : "recipe.reason.openData");
    }

    /** Whether a method with its default parameters learns from data. */
    static boolean calibrates(CompressionMethod<?> method) {
        return method.needsByDefault() != Kind.NONE;
    }
}
