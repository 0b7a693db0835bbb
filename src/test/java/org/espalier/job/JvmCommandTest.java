package org.espalier.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JvmCommandTest {
    @ParameterizedTest
    @CsvSource({
        "-Xmx2g,true",
        "-Despalier.home=/opt/espalier,true",
        "-XX:+UseSerialGC,true",
        "-javaagent:coverage.jar,false",
        "-agentlib:jdwp,false",
        "-XX:SharedArchiveFile=/cache/window.jsa,false",
        "-XX:+AutoCreateSharedArchive,false"
    })
    void aChildGetsTheFlagsThatDoNotBelongToOneProcess(String flag, boolean passedOn) {
        assertEquals(passedOn, JvmCommand.isPassedOn(flag));
    }
}
