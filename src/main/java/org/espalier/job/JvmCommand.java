package org.espalier.job;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How to start another JVM like this one: the same JDK, class path, flags and environment.
 *
 * @param mainClass the class to start, given the job's folder and the limit of memory in bytes
 * @param flags flags of the JVM
 */
public record JvmCommand(String mainClass, List<String> flags) {
    /** Without these, glibc gives each large tensor back after every operator. */
    private static final Map<String, String> ALLOCATOR =
            Map.of(
                    "MALLOC_MMAP_THRESHOLD_", "1073741824",
                    "MALLOC_TRIM_THRESHOLD_", "8589934592");

    /**
     * Beginnings of flags that belong to one process: agents, the archive of its classes, and the
     * window's quick compiler.
     */
    private static final List<String> NOT_PASSED_ON =
            List.of(
                    "-javaagent",
                    "-agent",
                    "-XX:SharedArchiveFile",
                    "-XX:+AutoCreateSharedArchive",
                    "-XX:AOT",
                    "-XX:TieredStopAtLevel");

    /** A JVM with the flags of this one, but for those that belong to one process. */
    public static JvmCommand likeThis(String mainClass) {
        return new JvmCommand(
                mainClass,
                ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                        .filter(JvmCommand::isPassedOn)
                        .toList());
    }

    static boolean isPassedOn(String flag) {
        return NOT_PASSED_ON.stream().noneMatch(flag::startsWith);
    }

    /** Makes the process, not started yet; its errors and prints go to {@code worker.log}. */
    ProcessBuilder process(Path folder, MemoryLimit limit) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(limit.flags());
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.add("-XX:ErrorFile=" + folder.resolve("hs_err_%p.log"));
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(mainClass);
        command.add(folder.toString());
        command.add(Long.toString(limit.bytes()));
        ProcessBuilder builder = new ProcessBuilder(command);
        ALLOCATOR.forEach(builder.environment()::putIfAbsent);
        return builder.redirectError(
                ProcessBuilder.Redirect.appendTo(folder.resolve("worker.log").toFile()));
    }
}
