package org.espalier.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Words why a job ended badly, as far as can be known, and what to do. */
final class FailureText {
    /** Exit status of a JVM started with {@code -XX:+ExitOnOutOfMemoryError}. */
    private static final int HEAP_EXHAUSTED = 3;

    private static final int SIGNAL_BASE = 128;
    private static final int SIGABRT = 6;
    private static final int SIGKILL = 9;
    private static final int SIGSEGV = 11;
    private static final String KEPT =
            " What was finished is kept: start the job again and it goes on from there.";

    private FailureText() {}

    /** The heap of this JVM, or what may be taken beside it, is exhausted. */
    static String outOfMemory(OutOfMemoryError error) {
        return "The job needs more memory than it has (%s; %d MiB of Java heap)."
                        .formatted(error.getMessage(), Runtime.getRuntime().maxMemory() >> 20)
                + " Use fewer samples, or raise the memory limit in Settings; a command has the"
                + " environment variable ESPALIER_HEAP, 2g unless set."
                + KEPT;
    }

    /** A worker ended with this status without saying why. */
    static String workerEnded(int status, Path folder) {
        return cause(status, folder) + KEPT;
    }

    private static String cause(int status, Path folder) {
        return switch (status) {
            case HEAP_EXHAUSTED ->
                    "The worker ran out of Java heap. Use fewer samples, or raise the memory limit"
                            + " in Settings.";
            case SIGNAL_BASE + SIGKILL ->
                    "The worker was killed (signal 9), by someone or by the system because memory"
                            + " was short. If it was memory, use fewer samples or close other"
                            + " programs.";
            case SIGNAL_BASE + SIGABRT, SIGNAL_BASE + SIGSEGV -> crash(status, folder);
            default ->
                    status > SIGNAL_BASE && status < 2 * SIGNAL_BASE
                            ? "The worker was ended by signal %d.".formatted(status - SIGNAL_BASE)
                            : "The worker ended with exit code %d%s."
                                    .formatted(status, lastWords(folder));
        };
    }

    private static String crash(int status, Path folder) {
        return "The worker crashed in native code (signal %d)%s."
                .formatted(
                        status - SIGNAL_BASE,
                        file(folder, "hs_err")
                                .map(file -> "; the report is " + file)
                                .orElseGet(() -> lastWords(folder)));
    }

    private static Optional<Path> file(Path folder, String prefix) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String lastWords(Path folder) {
        try {
            String log =
                    Files.readString(folder.resolve("worker.log"), StandardCharsets.ISO_8859_1);
            return log.lines()
                    .filter(line -> !line.isBlank())
                    .reduce((first, second) -> second)
                    .map(line -> "; it last said: " + line.strip())
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }
}
