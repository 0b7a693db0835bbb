package org.espalier.project;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

/** The system refuses writes in the middle, in a process of its own; see {@link FullDisk}. */
@EnabledOnOs(OS.LINUX)
class FullDiskTest {
    @TempDir Path folder;

    @Test
    void theOldFilesStayWholeAndTheEditsAreKeptWhenThereIsSpaceAgain() throws Exception {
        Process program =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:-UsePerfData",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-cp",
                                System.getProperty("java.class.path"),
                                FullDisk.class.getName(),
                                Files.createDirectory(folder.resolve("study")).toString(),
                                "samples/fashion-resnet14/fashion-resnet14.onnx")
                        .redirectErrorStream(true)
                        .start();
        String said = new String(program.getInputStream().readAllBytes()).strip();

        assertEquals("OK", said);
        assertEquals(0, program.waitFor());
    }
}
