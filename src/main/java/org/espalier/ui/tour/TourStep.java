package org.espalier.ui.tour;

/**
 * A step of the tour.
 *
 * @param key of its text; {@code key.title} is the heading
 * @param target selector of what it speaks of, such as {@code #schedule}
 * @param enter brings that onto the screen
 */
public record TourStep(String key, String target, Runnable enter) {}
