package org.espalier.measure;

import org.espalier.base.CancelledException;
import org.espalier.base.Progress;
import org.espalier.model.format.ModelFile;

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
    private static final int WAIT_MILLIS = 100;

    /** Five minutes. */
    private static final int MOST_WAITS = 3000;

    private static final String RESULT = "peak-memory ";

    private PeakMemory() {}

    /**
     * Measures a model file; a checkpoint folder is none that the runtime opens. The process is
     * asked whether to go on several times a second, and ends when it should not.
     *
     * @return bytes; -1 if the system does not tell, the model is a folder, or the process fails
     * @throws CancelledException if the user cancels
     */
    public static long measure(Path model, int batch, int threads, Progress progress) {
        if (ResidentMemory.read().peak() < 0 || ModelFile.isCheckpoint(model)) {
            return -1;
        }
        try {
            return parse(output(command(model, batch, threads).start(), progress));
        } catch (IOException e) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        }
    }

    /**
     * The few words that a process prints; it is ended if nobody wants them, or for its slowness.
     */
    private static String output(Process process, Progress progress)
            throws IOException, InterruptedException {
        try {
            boolean ended = false;
            for (int i = 0; i < MOST_WAITS && !ended; i++) {
                progress.checkpoint();
                ended = process.waitFor(WAIT_MILLIS, TimeUnit.MILLISECONDS);
            }
            byte[] printed = ended ? process.getInputStream().readAllBytes() : new byte[0];
            return new String(printed, StandardCharsets.UTF_8);
        } finally {
            process.destroyForcibly().waitFor();
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
