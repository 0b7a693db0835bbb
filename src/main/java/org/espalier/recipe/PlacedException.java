package org.espalier.recipe;

import org.espalier.base.UserFacingException;

/** A complaint about what stands at a place of a text. */
public final class PlacedException extends UserFacingException {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;
    private final String sentence;

    PlacedException(Place place, String sentence) {
        super(
                Kind.BAD_INPUT,
                "Line %d, column %d: %s".formatted(place.line(), place.column(), sentence),
                null);
        line = place.line();
        column = place.column();
        this.sentence = sentence;
    }

    /** Where it stands. */
    public Place place() {
        return new Place(line, column);
    }

    /** What is wrong and what to write instead, without the place. */
    public String sentence() {
        return sentence;
    }
}
