package org.espalier.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.OperatingSystemMXBean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;

class JvmCommandTest {
    @Test
    void theLimitOfMemoryBoundsTheHeapAndWhatLiesBesideItAndIsToldToTheChild() {
        JvmCommand command = new JvmCommand("a.Worker", List.of("-Xmx2g"));
        Path folder = Path.of("job");

        List<String> bounded = command.process(folder, new MemoryLimit(3L << 30)).command();
        assertEquals(
                List.of("-Xmx2g", "-Xmx1610612736", "-XX:MaxDirectMemorySize=2684354560"),
                bounded.subList(1, 4));
        assertEquals(
                List.of("a.Worker", "job", "3221225472"),
                bounded.subList(bounded.size() - 3, bounded.size()));

        List<String> free = command.process(folder, MemoryLimit.NONE).command();
        assertEquals(List.of("job", "0"), free.subList(free.size() - 2, free.size()));
        assertEquals(1, free.stream().filter(flag -> flag.startsWith("-Xmx")).count());
        assertEquals("-XX:MaxDirectMemorySize=" + halfOfTheMachine(), free.get(2));
    }

    /** If that is more than this process may hold itself. */
    private static long halfOfTheMachine() {
        long all =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)
                        .getTotalMemorySize();
        return Math.max(all / 2, MemoryLimit.besideHeap());
    }

    @ParameterizedTest
    @CsvSource({
        "-Xmx2g,true",
        "-Despalier.home=/opt/espalier,true",
        "-XX:+UseSerialGC,true",
        "-javaagent:coverage.jar,false",
        "-agentlib:jdwp,false",
        "-XX:SharedArchiveFile=/cache/window.jsa,false",
        "-XX:+AutoCreateSharedArchive,false",
        "-XX:AOTCache=/opt/espalier/archive/window.aot,false",
        "-XX:AOTCacheOutput=/opt/espalier/archive/window.aot,false",
        "-XX:TieredStopAtLevel=1,false"
    })
    void aChildGetsTheFlagsThatDoNotBelongToOneProcess(String flag, boolean passedOn) {
        assertEquals(passedOn, JvmCommand.isPassedOn(flag));
    }
}
