package org.espalier.job;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.base.UserFacingException;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;

class TemporaryJobFolderTest {
    @Test
    void itGoesWithAllThatIsInIt() throws IOException {
        TemporaryJobFolder folder = TemporaryJobFolder.make();
        Files.createDirectories(folder.path().resolve("a/b"));
        Files.writeString(folder.path().resolve("a/b/cells.txt"), "cell");
        assertTrue(Files.isDirectory(folder.path()));
        folder.delete();
        assertFalse(Files.exists(folder.path()));
        String message = assertThrows(UserFacingException.class, folder::delete).getMessage();
        assertTrue(message.contains(folder.path().toString()), message);
    }
}
