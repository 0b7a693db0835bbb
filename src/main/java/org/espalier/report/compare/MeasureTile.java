package org.espalier.report.compare;

/**
 * A number of a comparison, ready to be shown.
 *
 * @param title what was measured and how
 * @param value the candidate's number
 * @param note the baseline's number and the difference
 * @param share for a ring, from 0 to 1; NaN for none
 * @param worse whether the candidate lost clearly
 * @param source for the tooltip: what the number rests on
 */
public record MeasureTile(
        String title, String value, String note, double share, boolean worse, String source) {}
