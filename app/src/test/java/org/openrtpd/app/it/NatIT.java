package org.openrtpd.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recorder's address changes in the middle: same session, same result. */
class NatIT {

    private static final int MOVES = 3;

    @TempDir Path work;

    @Test
    void shouldKeepTheSessionWhenTheRecordersPortChanges() throws IOException {
        Path file = Recordings.make(work, 0x9D77, 400);
        Path data = work.resolve("data");
        try (RtpdProcess server = RtpdProcess.serve(work, data, 0);
                NatRelay nat = new NatRelay(server.port(), MOVES);
                RtpdProcess send = RtpdProcess.start(work, "send", file.toString(), "--to",
                        "127.0.0.1:" + nat.port(), "--rate", "100", "--loss", "0.1")) {
            assertThat(send.exitCode(RtpdProcess.LIMIT)).as(send.err()).isZero();

            assertThat(count(server.err(), "moved here from")).isEqualTo(MOVES);
            assertThat(count(server.err(), " attached, goes on")).isEqualTo(1);
            assertThat(RtpdProcess.run(work, "tail", "--data", data.toString(), "--format", "raw"))
                    .isEqualTo(Files.readAllBytes(file));
        }
    }

    private static long count(String text, String what) {
        return Pattern.compile(Pattern.quote(what)).matcher(text).results().count();
    }
}
