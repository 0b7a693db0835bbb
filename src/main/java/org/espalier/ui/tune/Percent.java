package org.espalier.ui.tune;

import java.util.Optional;

/** A share typed as a percentage. */
final class Percent {
    private Percent() {}

    /** Reads {@code 65}, {@code 65 %} or {@code 65,5}; empty unless in [0, 100). */
    static Optional<Double> parse(String text) {
        String digits = text.replace("%", "").replace(',', '.').strip();
        try {
            double share = Double.parseDouble(digits) / 100;
            return share >= 0 && share < 1 ? Optional.of(share) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
