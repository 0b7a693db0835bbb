package org.espalier.ui.compare;

/**
 * A tile of the comparison.
 *
 * @param title what was measured and how
 * @param value the candidate's number
 * @param note the baseline's number and the difference
 * @param share for the ring, from 0 to 1: an accuracy, or the candidate as a share of the baseline;
 *     NaN for no ring
 * @param worse whether the candidate lost clearly
 * @param source for the tooltip: what the number rests on
 */
public record CompareTile(
        String title, String value, String note, double share, boolean worse, String source) {}
