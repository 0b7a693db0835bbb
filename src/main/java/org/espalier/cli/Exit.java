package org.espalier.cli;

/** Exit codes. */
final class Exit {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;
    static final int BAD_INPUT = 3;

    /** As shells report a process ended by Ctrl-C. */
    static final int CANCELLED = 130;

    private Exit() {}
}
