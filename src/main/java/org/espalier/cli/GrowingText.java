package org.espalier.cli;

import org.espalier.job.JobEvent;

/**
 * Prints a prompt and the text behind it as it is written. It tells how far the job is, so no line
 * of progress does.
 */
final class GrowingText {
    private final Console console;
    private final ProgressLine line;
    private final String prompt;
    private boolean begun;
    private String printed = "";

    GrowingText(Console console, String prompt) {
        this.console = console;
        this.prompt = prompt;
        line = new ProgressLine(console.err());
    }

    /** Shows an event that is worth it. */
    synchronized void show(JobEvent event) {
        switch (event) {
            case JobEvent.Written written -> grow(written.text());
            case JobEvent.Progressed _ -> {}
            case JobEvent.Failed _, JobEvent.Cancelled _ -> breakOff();
            default -> line.show(event);
        }
    }

    /** Prints what is missing of the whole text, all of it if its beginning has changed. */
    synchronized void end(String text) {
        if (!text.startsWith(printed)) {
            breakOff();
        }
        grow(text);
        breakOff();
    }

    /** What is on the screen stays; a text that does not go on from there waits for its end. */
    private void grow(String text) {
        if (text.startsWith(printed)) {
            String before = begun ? "" : prompt;
            console.write(before + text.substring(printed.length()));
            begun = true;
            printed = text;
        }
    }

    private void breakOff() {
        if (begun) {
            console.print("");
            begun = false;
            printed = "";
        }
    }
}
