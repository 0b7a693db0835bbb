package org.espalier.job.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.model.checkpoint.Checkpoints;
import org.espalier.model.checkpoint.SparseLlama;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Pruning block by block, in a process of its own, takes the memory that it was reckoned to. */
@EnabledOnOs(OS.LINUX)
class MemoryOfPruningTest {
    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"wanda", "sparsegpt"})
    void theEstimateIsMetWithinAFifth(String method) throws Exception {
        SparseLlama.write(folder.resolve("model"), 2, 2048, 4096, 512);
        Process program =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xms256m",
                                "-Xmx256m",
                                "-XX:+AlwaysPreTouch",
                                "-XX:MaxDirectMemorySize=4g",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-cp",
                                System.getProperty("java.class.path"),
                                MemoryOfPruning.class.getName(),
                                method,
                                folder.toString(),
                                Checkpoints.folder("llama").toString())
                        .redirectError(folder.resolve("errors.txt").toFile())
                        .start();
        List<Long> said =
                new String(program.getInputStream().readAllBytes())
                        .lines()
                        .filter(line -> line.matches("\\d+ \\d+"))
                        .flatMap(line -> List.of(line.split(" ")).stream())
                        .map(Long::valueOf)
                        .toList();

        assertEquals(0, program.waitFor(), Files.readString(folder.resolve("errors.txt")));
        double share = (double) said.get(1) / said.get(0);
        assertTrue(share > 0.8 && share < 1.2, said + ": " + share);
    }
}
