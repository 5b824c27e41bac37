package org.openrtpd.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RtpidCommandTest {

    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine rtpid = Rtpid.commandLine();
        rtpid.setErr(new PrintWriter(err, true));
        rtpid.setOut(new PrintWriter(new StringWriter()));
        return rtpid.execute(arguments);
    }

    @Test
    void shouldRefuseToRunWithoutACommand() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).contains("rtpid -- rtpd serve");
    }

    @Test
    void shouldNameTheOptionTheValueAndWhatIsAllowed() {
        assertThat(run("--grace", "soon", "--", "true")).isEqualTo(2);
        assertThat(err.toString()).contains("--grace").contains("soon").contains("10s");
    }

    @Test
    void shouldRefuseADurationThatNoClockCanCount() {
        assertThat(run("--start-limit", "999999999d", "--", "true")).isEqualTo(2);
        assertThat(err.toString()).contains("--start-limit").contains("up to 3650d");
    }

    @Test
    void shouldHelp() {
        assertThat(run("--help")).isZero();
    }

    @Test
    void shouldSayThatTheStateDirectoryCannotBeWritten(@TempDir Path work) throws IOException {
        Path file = Files.createFile(work.resolve("file"));

        assertThat(run("--state", file.resolve("state").toString(), "--", "true")).isEqualTo(1);
        assertThat(err.toString()).contains(
                "cannot write the state directory " + file.resolve("state"), "--state");
    }

    @Test
    void shouldSayWhatBelongsTogether() {
        assertThat(run("--attach", "127.0.0.1:2543")).isEqualTo(2);
        assertThat(err.toString()).contains("--restart-command");
        assertThat(run("--attach", "127.0.0.1:2543", "--restart-command", "true", "--", "true"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("not both");
    }

    @Test
    void shouldRefuseALimitOfNothing() {
        assertThat(run("--stall", "0", "--", "true")).isEqualTo(2);
        assertThat(err.toString()).contains("--stall").contains("1s or more");
    }

    @Test
    void shouldSayWhereTheOptionsOfTheCommandGo() {
        assertThat(run("serve", "--data", "d")).isEqualTo(2);
        assertThat(err.toString()).contains("--data").contains("behind --");
    }

    @Test
    void shouldListenOnAllAddressesWhenThatIsAskedFor() {
        assertThat(new ListenAddress().convert("0.0.0.0:9").getAddress().isAnyLocalAddress()).isTrue();
        assertThat(new ListenAddress().convert("[::]:9").getAddress().isAnyLocalAddress()).isTrue();
        assertThat(new ListenAddress().convert("127.0.0.1:9").getAddress().isLoopbackAddress()).isTrue();
    }
}
