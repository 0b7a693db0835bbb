package org.espalier.base;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * A failure told to the user in a sentence: what happened, why, and what to do about it.
 *
 * <p>Thrown where the program meets the outside: files, devices, native libraries, user input. The
 * message is complete by itself; callers show it without a stack trace.
 */
public class UserFacingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Whose fault it is, which decides the exit code of the command line. */
    public enum Kind {
        /** The input (a file, a recipe, an option's value) cannot be used. */
        BAD_INPUT,
        /** The input is fine, the work failed. */
        FAILED
    }

    private final Kind kind;

    /** Creates a failure with a complete message and the exception that led to it, if any. */
    public UserFacingException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** Input that cannot be used; the message names the place and the remedy. */
    public static UserFacingException badInput(String message) {
        return new UserFacingException(Kind.BAD_INPUT, message, null);
    }

    /** Input that cannot be used, found through another exception. */
    public static UserFacingException badInput(String message, Throwable cause) {
        return new UserFacingException(Kind.BAD_INPUT, message, cause);
    }

    /** Work that failed although the input is fine. */
    public static UserFacingException failed(String message, Throwable cause) {
        return new UserFacingException(Kind.FAILED, message, cause);
    }

    /** The sentence; never null. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    /** Whether the input or the work is to blame. */
    public Kind kind() {
        return kind;
    }
}
