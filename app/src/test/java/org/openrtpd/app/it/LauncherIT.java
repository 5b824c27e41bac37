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

    private void writeJavaWithout(String option) throws IOException {
        Files.writeString(java, Files.readString(java).replace("    *)",
                "    " + option + ") echo 'not supported' >&2; exit 1 ;;\n    *)"));
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
    void shouldStartAServerWithTheCollectorThatStopsItLeast() throws Exception {
        assertThat(launched("", "serve")).contains("-XX:+UseZGC")
                .doesNotContain("UseG1GC", "TieredStopAtLevel");
    }

    @Test
    void shouldStartAServerWithAnotherCollectorWhereJavaDoesNotHaveThatOne() throws Exception {
        writeJavaWithout("-XX:+UseZGC");
        assertThat(launched("", "serve")).contains("-XX:+UseG1GC").doesNotContain("UseZGC");
    }

    @Test
    void shouldStartWhatEndsSoonWithoutTheSlowerCompiler() throws Exception {
        assertThat(launched("", "status")).contains("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
        assertThat(launched("", "verify")).contains("-XX:+UseSerialGC")
                .doesNotContain("TieredStopAtLevel");
    }

    @Test
    void shouldLeaveTheCollectorToTheUserWhoNamesOne() throws Exception {
        assertThat(launched("-Xmx1g -XX:+UseG1GC", "serve"))
                .contains("-Xmx1g -XX:+UseG1GC").doesNotContain("UseZGC");
    }

    @Test
    void shouldKeepTheHeapOfAServerAboutAsLargeAsWhatLives() throws Exception {
        try (RtpdProcess rtpd = RtpdProcess.serve(directory, directory.resolve("data"), 0)) {
            String flags = flags(rtpd.pid());
            assumeTrue(flags.contains("-XX:+UseZGC"), "this Java does not have ZGC");
            assertThat(flags).contains("-XX:SoftMaxHeapSize=134217728");
        }
    }

    @Test
    void shouldLeaveTheSizeOfTheHeapToTheUserWhoNamesOne() throws Exception {
        try (RtpdProcess rtpd = RtpdProcess.serve(directory, directory.resolve("data"), 0,
                Map.of("RTPD_JAVA_OPTS", "-XX:SoftMaxHeapSize=64m"))) {
            assertThat(flags(rtpd.pid())).contains("-XX:SoftMaxHeapSize=67108864");
        }
    }

    private static String flags(long pid) throws Exception {
        Process jcmd = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(pid), "VM.flags").redirectErrorStream(true).start();
        String printed = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(jcmd.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        return printed;
    }
}
