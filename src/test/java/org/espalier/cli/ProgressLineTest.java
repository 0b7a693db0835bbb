package org.espalier.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.job.JobEvent;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

class ProgressLineTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void printsOneLinePerPartWhereNoOneIsWatching() {
        ProgressLine line = new ProgressLine(err, false);
        line.show(progressed("Calibrating", 1, 5));
        line.show(progressed("Calibrating", 2, 4));
        line.asProgress().update("Pruning", 1, 4);
        line.asProgress().update("Pruning", 2, 4);
        line.show(new JobEvent.Note(Instant.EPOCH, "A note."));

        assertEquals("Calibrating\nPruning\nA note.\n", text());
    }

    @Test
    void writesOverOneLineOnATerminal() {
        ProgressLine line = new ProgressLine(err, true);
        line.show(progressed("Calibrating", 1, -1));
        line.show(progressed("Calibrating", 2, 42));
        line.show(progressed("Calibrating", 3, 300));
        line.show(new JobEvent.Cancelled(Instant.EPOCH));

        String[] lines = text().split("\r");
        assertEquals("Calibrating 1/4", lines[1].strip());
        assertEquals("Calibrating 2/4, 42 s left", lines[2].strip());
        assertEquals("Calibrating 3/4, 5 min left", lines[3].strip());
        assertEquals("", lines[4].strip());
        assertTrue(text().indexOf('\n') < 0);
    }

    @Test
    void tellsASharesPercentRatherThanItsUnits() {
        ProgressLine line = new ProgressLine(err, true);
        line.asProgress().piece(0.5, 0.1).update("Pruning", 1, 2);

        assertEquals("Pruning 55 %", text().strip());
    }

    private static JobEvent progressed(String part, long done, double seconds) {
        return new JobEvent.Progressed(Instant.EPOCH, part, done, 4, seconds);
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
