package org.espalier;

import org.espalier.app.Program;

/** Starts the program: a verb for the command line, none for the window. */
public final class Main {
    private Main() {}

    /** Carries out the command line and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(new Program().run(args));
    }
}
