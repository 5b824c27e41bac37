package org.openrtpd.app.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher of the distribution, with a Java that only prints how it was called. */
class LauncherIT {

    private static final long LIMIT_SECONDS = 60;

    @TempDir private Path directory;
    private Path java;

    @BeforeEach
    void writeJava() throws IOException {
        java = directory.resolve("java");
        Files.writeString(java, """
                #!/bin/sh
                case $1 in
                    -version) echo 'openjdk version "17.0.1"' ;;
                    *) echo "$@" ;;
                esac
                """);
        assertThat(java.toFile().setExecutable(true)).isTrue();
    }

    private String launched(String javaOptions, String command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                RtpdProcess.DISTRIBUTION.resolve("bin/rtpd").toString(), command);
        builder.environment().putAll(Map.of("RTPD_JAVA", java.toString(),
                "RTPD_JAVA_OPTS", javaOptions));
        Process process = builder.redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        return printed;
    }

    @Test
    void shouldStartAServerWithACollectorThatStopsItShortly() throws Exception {
        assertThat(launched("", "serve"))
                .contains("-XX:+UseG1GC", "-XX:+AlwaysPreTouch", "-XX:GCTimeRatio=2",
                        "-XX:-ClassUnloadingWithConcurrentMark", "-XX:MetaspaceSize=128m")
                .doesNotContain("TieredStopAtLevel");
    }

    @Test
    void shouldStartWhatEndsSoonWithoutTheSlowerCompiler() throws Exception {
        assertThat(launched("", "status")).contains("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
        assertThat(launched("", "verify")).contains("-XX:+UseSerialGC")
                .doesNotContain("TieredStopAtLevel");
    }

    @Test
    void shouldLeaveTheCollectorToTheUserWhoNamesOne() throws Exception {
        assertThat(launched("-Xmx1g -XX:+UseZGC", "serve"))
                .contains("-Xmx1g -XX:+UseZGC").doesNotContain("UseG1GC", "AlwaysPreTouch", "GCTimeRatio");
    }

    @Test
    void shouldKeepTheHeapOfAServerWithZgcByWhatLives() throws Exception {
        String flags = flagsOfServer("-XX:+UseZGC");
        assumeTrue(flags.contains("-XX:+UseZGC"), "this Java does not have ZGC");
        assertThat(flags).contains("-XX:SoftMaxHeapSize=134217728");
    }

    @Test
    void shouldLeaveTheSizeOfTheHeapToTheUserWhoNamesOne() throws Exception {
        assertThat(flagsOfServer("-XX:+UseZGC -XX:SoftMaxHeapSize=64m"))
                .contains("-XX:SoftMaxHeapSize=67108864");
    }

    private String flagsOfServer(String javaOptions) throws Exception {
        try (RtpdProcess rtpd = RtpdProcess.serve(directory, directory.resolve("data"), 0,
                Map.of("RTPD_JAVA_OPTS", javaOptions))) {
            Process jcmd = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                    Long.toString(rtpd.pid()), "VM.flags").redirectErrorStream(true).start();
            String printed =
                    new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(jcmd.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
            return printed;
        }
    }
}
