package org.espalier.measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The memory that one inference adds to a process: the peak resident size of a fresh JVM that opens
 * a model file in ONNX Runtime and runs it once, less its resident size before.
 *
 * <p>A process of its own is needed because the peak of this one may lie in the past. Linux only.
 */
public final class PeakMemory {
    private static final int MINUTES = 5;
    private static final String RESULT = "peak-memory ";

    private PeakMemory() {}

    /**
     * Measures a model file.
     *
     * @return bytes; -1 if the system does not tell, or the process fails
     */
    public static long measure(Path model, int batch, int threads) throws InterruptedException {
        if (ResidentMemory.read().peak() < 0) {
            return -1;
        }
        try {
            Process process = command(model, batch, threads).start();
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
            return parse(output);
        } catch (IOException e) {
            return -1;
        }
    }

    /** The figure in what the process printed; -1 if it printed none. */
    static long parse(String output) {
        return output.lines()
                .filter(line -> line.startsWith(RESULT))
                .mapToLong(line -> Long.parseLong(line.substring(RESULT.length()).strip()))
                .findFirst()
                .orElse(-1);
    }

    /** What the process prints. */
    static String format(long bytes) {
        return RESULT + bytes;
    }

    private static ProcessBuilder command(Path model, int batch, int threads) {
        return new ProcessBuilder(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx512m",
                                "-XX:+UseSerialGC",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                MemoryProbe.class.getName(),
                                model.toAbsolutePath().toString(),
                                Integer.toString(batch),
                                Integer.toString(threads)))
                .redirectError(ProcessBuilder.Redirect.DISCARD);
    }
}
