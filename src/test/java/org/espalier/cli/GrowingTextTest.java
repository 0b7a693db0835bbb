package org.espalier.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.espalier.base.UserFacingException;
import org.espalier.job.JobEvent;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

class GrowingTextTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final GrowingText text =
            new GrowingText(
                    new Console(
                            new PrintStream(out, false, StandardCharsets.UTF_8),
                            new PrintStream(err, true, StandardCharsets.UTF_8)),
                    "The State");

    private void write(String soFar) {
        text.show(new JobEvent.Written(Instant.EPOCH, soFar));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    @Test
    void eachPieceIsPrintedOnceBehindThePrompt() {
        text.show(new JobEvent.Progressed(Instant.EPOCH, "Writing", 1, 9, 2));
        assertEquals("", out());
        write(" of");
        assertEquals("The State of", out());
        write(" of the Un");
        assertEquals("The State of the Un", out());
        text.end(" of the Union");
        assertEquals("The State of the Union\n", out());
        assertEquals("", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aShortTextIsPrintedAtItsEnd() {
        text.end(" of");
        assertEquals("The State of\n", out());
    }

    @Test
    void aTextThatIsBrokenOffEndsItsLine() {
        write(" of");
        text.show(new JobEvent.Cancelled(Instant.EPOCH));
        assertEquals("The State of\n", out());
        text.show(new JobEvent.Failed(Instant.EPOCH, UserFacingException.Kind.FAILED, "No."));
        assertEquals("The State of\n", out());
    }

    @Test
    void aTextWhoseBeginningChangesIsPrintedAnew() {
        write(" does n");
        write(" doesn't");
        assertEquals("The State does n", out());
        text.end(" doesn't end");
        assertEquals("The State does n\nThe State doesn't end\n", out());
    }
}
