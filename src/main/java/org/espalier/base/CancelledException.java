package org.espalier.base;

/** Thrown by {@link Progress#checkpoint()} to unwind work that the user has cancelled. */
public final class CancelledException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception. */
    public CancelledException() {
        super("Cancelled.");
    }
}
