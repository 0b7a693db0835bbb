package org.espalier.cli;

import org.jspecify.annotations.Nullable;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;

/** The workbench's window, as far as the command line knows it. */
public interface Window {
    /** Why no window can be opened here, in a sentence; empty if one can. */
    Optional<String> missing();

    /**
     * Opens the window and returns when the user has closed it.
     *
     * @param file model or project to open; null for the sample
     */
    void open(@Nullable Path file);

    /**
     * Opens the window, tells how long that took, and closes it.
     *
     * @param file model or project to open; null for the sample
     * @param out takes a line when the window is painted, and one when what was opened is
     */
    void time(@Nullable Path file, PrintStream out);
}
