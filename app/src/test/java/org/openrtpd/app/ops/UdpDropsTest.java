package org.openrtpd.app.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UdpDropsTest {

    private static final int PORT = 2543;
    /** As Linux writes it; 2543 is 09EF. */
    private static final String HEAD = "   sl  local_address rem_address   st tx_queue rx_queue tr"
            + " tm->when retrnsmt   uid  timeout inode ref pointer drops\n";
    private static final String OURS = " 2118: 0100007F:09EF 00000000:0000 07 00000000:00000000 00:00000000"
            + " 00000000     0        0 23456 2 0000000000000000 17\n";
    private static final String OTHER = OURS.replace(":09EF", ":09F0").replace(" 17\n", " 400\n");
    private static final String PEER = OURS.replace(":09EF 00000000:0000", ":1000 0100007F:09EF");

    @TempDir Path directory;

    private Path table(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    @Test
    void shouldAddUpWhatTheSocketsOfThePortLost() throws IOException {
        Path udp = table("udp", HEAD + OURS + OTHER + PEER);
        Path udp6 = table("udp6", HEAD + OURS.replace("0100007F", "0".repeat(32)).replace(" 17", " 3"));

        assertThat(new UdpDrops(List.of(udp, udp6), PORT).count()).isEqualTo(20);
    }

    @Test
    void shouldCountNothingWhereTheSystemDoesNotTell() throws IOException {
        Path odd = table("odd", HEAD + OURS.replace(" 17\n", " seventeen\n"));

        assertThat(new UdpDrops(List.of(directory.resolve("none")), PORT).count()).isZero();
        assertThat(new UdpDrops(List.of(odd), PORT).count()).isZero();
    }
}
