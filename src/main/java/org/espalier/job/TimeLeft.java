package org.espalier.job;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Reckons how long a job still takes from the share of its planned phases that is done: the rate so
 * far is taken to last.
 */
final class TimeLeft {
    private final LongSupplier workedNanos;
    private final Map<String, Double> ahead = new LinkedHashMap<>();
    private double total;
    private double done;
    private double current;
    private double fraction;
    private long start;

    /** Reads the time worked so far, pauses left out. */
    TimeLeft(LongSupplier workedNanos) {
        this.workedNanos = workedNanos;
        this.start = workedNanos.getAsLong();
    }

    void plan(List<JobContext.Phase> phases) {
        ahead.clear();
        phases.forEach(phase -> ahead.merge(phase.name(), phase.weight(), Double::sum));
        total = ahead.values().stream().mapToDouble(Double::doubleValue).sum();
        done = 0;
        current = 0;
        fraction = 0;
        start = workedNanos.getAsLong();
    }

    void enter(String phase) {
        done += current;
        current = ahead.getOrDefault(phase, 0.0);
        ahead.remove(phase);
        fraction = 0;
    }

    void update(long units, long of) {
        fraction = of <= 0 ? 0 : Math.clamp((double) units / of, fraction, 1.0);
    }

    /** Seconds; -1 while nothing is done or nothing is planned. */
    double seconds() {
        double share = total == 0 ? 0 : (done + current * fraction) / total;
        if (share <= 0) {
            return -1;
        }
        double worked = (workedNanos.getAsLong() - start) / 1e9;
        return worked * (1 - share) / share;
    }
}
