package org.espalier.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.Objects;

class KillTest {
    @TempDir Path folder;

    @Test
    void aKillOfTheWindowLosesAtMostTheEditInHand() throws Exception {
        ProjectFile.write(folder, States.fresh(folder));
        Process window =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                KilledWindow.class.getName(),
                                folder.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        int told = 0;
        try (BufferedReader lines = window.inputReader()) {
            while (told < 150) {
                told = Integer.parseInt(Objects.requireNonNull(lines.readLine()));
            }
            try (Document second = Document.open(folder, Disk.AT_ONCE)) {
                assertTrue(second.readOnly(), "the other process holds the project");
                assertTrue(
                        second.warnings().getFirst().contains("process " + window.pid()),
                        second.warnings()::toString);
            }
            window.toHandle().destroyForcibly(); // leaves the stream open
            String line = lines.readLine();
            while (line != null) {
                told = Integer.parseInt(line);
                line = lines.readLine();
            }
        }
        try (Document again = Document.open(folder, Disk.AT_ONCE)) {
            assertFalse(again.readOnly(), "the lock of the dead process is taken over");
            double found =
                    Objects.requireNonNull(again.state().schedule())
                            .entries()
                            .values()
                            .iterator()
                            .next()
                            .target()
                            .sparsity();
            long edit = Math.round(found * 1e6);
            assertTrue(edit == told || edit == told + 1, told + " was told, found " + edit);
        }
        try (Document saved = Document.open(folder, Disk.AT_ONCE)) {
            assertEquals(0, saved.warnings().size());
        }
    }
}
