package org.espalier.ui.job;

import com.sun.management.OperatingSystemMXBean;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads how busy this machine is. What a process holds is known on Linux only, from {@code /proc}.
 *
 * @param proc the folder of the kernel's facts; need not exist
 */
record MachineMeter(Path proc) implements Supplier<MachineLoad> {
    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB");
    private static final Pattern THREADS = Pattern.compile("(?m)^Threads:\\s+(\\d+)");
    private static final Pattern AVAILABLE = Pattern.compile("(?m)^MemAvailable:\\s+(\\d+) kB");
    private static final long KB = 1024;

    /** Of the machine that this program runs on. */
    static MachineMeter here() {
        return new MachineMeter(Path.of("/proc"));
    }

    @Override
    public MachineLoad get() {
        OperatingSystemMXBean system =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        List<Long> workers = ProcessHandle.current().children().map(ProcessHandle::pid).toList();
        long total = system.getTotalMemorySize();
        long available = number(proc.resolve("meminfo"), AVAILABLE);
        long free = available < 0 ? system.getFreeMemorySize() : available * KB;
        return new MachineLoad(
                system.getCpuLoad(),
                system.getAvailableProcessors(),
                threads(workers),
                resident(ProcessHandle.current().pid()),
                workers.stream().mapToLong(this::resident).sum(),
                total - free,
                total);
    }

    private int threads(List<Long> workers) {
        long working =
                workers.stream().mapToLong(pid -> Math.max(0, number(status(pid), THREADS))).sum();
        return working > 0
                ? Math.toIntExact(working)
                : ManagementFactory.getThreadMXBean().getThreadCount();
    }

    /** A process that has just ended holds nothing. */
    private long resident(long pid) {
        long kilobytes = number(status(pid), RESIDENT);
        return kilobytes < 0 ? -1 : kilobytes * KB;
    }

    private Path status(long pid) {
        return proc.resolve(Long.toString(pid)).resolve("status");
    }

    /** The number that a file says; -1 if there is none. */
    private static long number(Path file, Pattern line) {
        String text = text(file);
        if (text == null) {
            return -1;
        }
        Matcher found = line.matcher(text);
        return found.find() ? Long.parseLong(found.group(1)) : -1;
    }

    private static @Nullable String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : null;
        } catch (IOException e) {
            return null;
        }
    }
}
