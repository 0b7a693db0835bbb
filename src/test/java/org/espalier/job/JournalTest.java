package org.espalier.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.base.UserFacingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;

class JournalTest {
    private static final JobEvent FIRST = new JobEvent.Note(Instant.EPOCH, "first: ä\nline");
    private static final JobEvent SECOND = new JobEvent.Note(Instant.EPOCH, "second");
    @TempDir Path folder;

    @Test
    void eventsComeBackInOrder() {
        append(FIRST, SECOND);

        assertEquals(List.of(FIRST, SECOND), Journal.readEvents(folder));
        assertEquals(Jobs.scan("m"), Journal.readSpec(folder));
    }

    @Test
    void aTornLastLineIsLeftOutAndCutOffBeforeTheNextEvent() throws Exception {
        append(FIRST);
        Path file = folder.resolve("events.jsonl");
        Files.writeString(file, "{\"type\":\"Note\",\"at\":\"19", StandardOpenOption.APPEND);
        assertEquals(List.of(FIRST), Journal.readEvents(folder));

        append(SECOND);

        assertEquals(List.of(FIRST, SECOND), Journal.readEvents(folder));
    }

    @Test
    void aFolderWithoutAJobIsRefusedInASentence() {
        UserFacingException refused =
                assertThrows(UserFacingException.class, () -> Journal.readSpec(folder));
        assertTrue(refused.getMessage().contains("no job's folder"), refused.getMessage());
        assertEquals(List.of(), Journal.readEvents(folder));
    }

    private void append(JobEvent... events) {
        try (Journal journal = Journal.open(folder, Jobs.scan("m"))) {
            List.of(events).forEach(journal::append);
        }
    }
}
