package org.espalier.ui;

import org.espalier.measure.Estimate;
import org.espalier.project.Goals.Check;
import org.espalier.project.Goals.Kind;
import org.espalier.project.Goals.Outcome;
import org.espalier.report.Numbers;

import java.util.List;
import java.util.stream.Collectors;

/** Says goals and whether they are met, the same words on every screen. */
public record GoalWords(Texts texts) {
    /** How many are met: {@code 2 of 3 met}; a dash where there are none. */
    public String headline(List<Check> checks) {
        long met = checks.stream().filter(check -> check.outcome() == Outcome.MET).count();
        return checks.isEmpty() ? "–" : texts.get("goals.headline", met, checks.size());
    }

    /** One goal in short: its name if it is met, with its limit if not: {@code size ≤ 0.5 MB}. */
    public String brief(Check check) {
        return check.outcome() == Outcome.MET ? name(check.kind()) : limit(check);
    }

    /** A goal with its limit: {@code size ≤ 0.5 MB}. */
    public String limit(Check check) {
        String sign = check.kind() == Kind.ACCURACY ? "≥" : "≤";
        return name(check.kind()) + " " + sign + " " + value(check.kind(), check.limit());
    }

    /** Everything about a goal: {@code size ≤ 0.5 MB: met with 0.47 MB}. */
    public String sentence(Check check) {
        Estimate value = check.value();
        if (value == null) {
            return texts.get("goals.unknown", limit(check));
        }
        String found = found(check.kind(), value.value());
        String verdict =
                check.outcome() == Outcome.MET
                        ? texts.get("goals.met", limit(check), found)
                        : texts.get("goals.missed", limit(check), found);
        return check.certain() ? verdict : verdict + " " + texts.get("goals.uncertain");
    }

    /** All goals, a line each. */
    public String sentences(List<Check> checks) {
        return checks.stream().map(this::sentence).collect(Collectors.joining("\n"));
    }

    /** A size is also said which one it is. */
    private String found(Kind kind, double value) {
        return kind == Kind.SIZE
                ? texts.get("goals.found.size", value(kind, value))
                : value(kind, value);
    }

    private String name(Kind kind) {
        return switch (kind) {
            case SIZE -> texts.get("goals.size");
            case LATENCY -> texts.get("goals.latency");
            case ACCURACY -> texts.get("goals.accuracy");
        };
    }

    private static String value(Kind kind, double value) {
        return switch (kind) {
            case SIZE -> Numbers.bytes(value);
            case LATENCY -> Numbers.millis(value);
            case ACCURACY -> Numbers.percent(value);
        };
    }
}
