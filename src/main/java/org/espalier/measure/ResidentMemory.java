package org.espalier.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Memory that this process holds in RAM, as Linux tells in {@code /proc/self/status}.
 *
 * @param now bytes now; -1 where the system does not tell
 * @param peak the most so far; -1 where the system does not tell
 */
record ResidentMemory(long now, long peak) {
    private static final Path STATUS = Path.of("/proc/self/status");

    /** Asks the system. */
    static ResidentMemory read() {
        try {
            return Files.isReadable(STATUS)
                    ? parse(Files.readAllLines(STATUS))
                    : new ResidentMemory(-1, -1);
        } catch (IOException e) {
            return new ResidentMemory(-1, -1);
        }
    }

    /** Reads the lines {@code VmRSS: 1234 kB} and {@code VmHWM: 1234 kB}. */
    static ResidentMemory parse(List<String> status) {
        return new ResidentMemory(bytes(status, "VmRSS:"), bytes(status, "VmHWM:"));
    }

    private static long bytes(List<String> status, String key) {
        return status.stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(key.length()).replace("kB", "").strip())
                .mapToLong(kilobytes -> Long.parseLong(kilobytes) * 1024)
                .findFirst()
                .orElse(-1);
    }
}
