package org.espalier.ui.shell;

/** How far the start of the window is. */
public enum StartStage {
    /** The window was painted for the first time. */
    PAINTED,
    /** What was opened first was painted. */
    OPENED
}
