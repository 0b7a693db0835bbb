package org.espalier.project;

import org.espalier.base.UserFacingException;
import org.espalier.measure.Estimate;
import org.espalier.measure.Latency;
import org.espalier.measure.ModelMeasures;
import org.espalier.measure.Quality;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.stream.Stream;

/**
 * Limits that a compressed model is to keep, each null if it does not matter.
 *
 * @param largestBytes of the file stored sparse, as {@link org.espalier.measure.ModelSize#sparse}
 *     counts it
 * @param highestMillis median time of one inference at batch 1
 * @param leastAccuracy fraction of right answers
 */
public record Goals(
        @Nullable Long largestBytes,
        @Nullable Double highestMillis,
        @Nullable Double leastAccuracy) {
    private static final List<String> ACCURACIES = List.of("top1", "probe-accuracy");

    /** Nothing matters. */
    public static final Goals NONE = new Goals(null, null, null);

    /**
     * Checks the limits.
     *
     * @throws UserFacingException if one cannot be kept by any model
     */
    public Goals {
        if (largestBytes != null && largestBytes <= 0) {
            throw refused("A size of %d bytes", largestBytes, "Give a size above 0.");
        }
        if (highestMillis != null && !(highestMillis > 0 && highestMillis < 1e9)) {
            throw refused("A latency of %s ms", highestMillis, "Give a time above 0.");
        }
        if (leastAccuracy != null && !(leastAccuracy > 0 && leastAccuracy <= 1)) {
            throw refused("An accuracy of %s", leastAccuracy, "Give a share up to 1.");
        }
    }

    private static UserFacingException refused(String what, Object value, String remedy) {
        return UserFacingException.badInput(
                what.formatted(value) + " is no goal that can be met. " + remedy);
    }

    /** What a goal limits. */
    public enum Kind {
        /** Bytes of the file. */
        SIZE,
        /** Milliseconds. */
        LATENCY,
        /** A fraction. */
        ACCURACY
    }

    /** Whether a goal is kept. */
    public enum Outcome {
        /** The value keeps the limit. */
        MET,
        /** It does not. */
        NOT_MET,
        /** There is no value yet. */
        UNKNOWN
    }

    /**
     * One goal beside what was found.
     *
     * @param limit in the unit of the kind
     * @param value measured or predicted; null if unknown
     */
    public record Check(Kind kind, double limit, @Nullable Estimate value) {
        /** Whether the goal is kept, by the value itself. */
        public Outcome outcome() {
            return value == null ? Outcome.UNKNOWN : outcome(value.value());
        }

        /** Whether the whole interval of the value says the same. */
        public boolean certain() {
            return value != null && outcome(value.low()) == outcome(value.high());
        }

        private Outcome outcome(double found) {
            boolean met = kind == Kind.ACCURACY ? found >= limit : found <= limit;
            return met ? Outcome.MET : Outcome.NOT_MET;
        }
    }

    /** Checks the goals that there are, in the order size, latency, accuracy. */
    public List<Check> check(
            @Nullable Estimate bytes, @Nullable Estimate millis, @Nullable Estimate accuracy) {
        return Stream.of(
                        check(Kind.SIZE, largestBytes, bytes),
                        check(Kind.LATENCY, highestMillis, millis),
                        check(Kind.ACCURACY, leastAccuracy, accuracy))
                .flatMap(List::stream)
                .toList();
    }

    /** Checks the goals against what was measured of a model. */
    public List<Check> check(ModelMeasures measured) {
        Estimate accuracy =
                measured.quality().stream()
                        .filter(quality -> ACCURACIES.contains(quality.metric()))
                        .map(Quality::estimate)
                        .findFirst()
                        .orElse(null);
        Latency latency = measured.latency();
        return check(
                exactly(measured.size().sparse()),
                latency != null && latency.batch() == 1 ? latency.p50Ms() : null,
                accuracy);
    }

    private static List<Check> check(Kind kind, @Nullable Number limit, @Nullable Estimate value) {
        return limit == null ? List.of() : List.of(new Check(kind, limit.doubleValue(), value));
    }

    /** A number that is counted, not measured. */
    public static Estimate exactly(double value) {
        return new Estimate(value, value, value);
    }
}
