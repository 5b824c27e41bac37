package org.openrtpd.app.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class SourceLogTest {

    private static final long SECOND = 1_000_000_000L;

    private final ListLogger logger = new ListLogger();
    private long now;
    private final SourceLog log = new SourceLog(logger, () -> now);

    private static InetAddress source(int network, int host) {
        try {
            return InetAddress.getByAddress(new byte[] {(byte) 192, 0, (byte) network, (byte) host});
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldWriteAllLinesOfALargeNetworkThatComesBack() {
        for (int i = 0; i < SourceLog.BURST; i++) {
            log.log(Level.INFO, source(2, i % 250), "unit={} attached", i);
        }

        assertThat(logger.lines).hasSize(SourceLog.BURST).startsWith("INFO unit=0 attached");
    }

    @Test
    void shouldBoundTheLinesOfOneNetworkAndNotThoseOfOthers() {
        for (int i = 0; i < SourceLog.BURST + 1000; i++) {
            log.log(Level.INFO, source(2, i % 250), "unit={} attached", i);
        }
        assertThat(logger.lines).hasSize(SourceLog.BURST + 1);
        assertThat(logger.lines.get(SourceLog.BURST)).startsWith("WARN so much happens with the network of"
                + " 192.0.2.");
        logger.lines.clear();

        log.log(Level.INFO, source(3, 1), "unit=9E16 attached");
        assertThat(logger.lines).containsExactly("INFO unit=9E16 attached");

        now += 2 * SECOND;
        for (int i = 0; i < 10; i++) {
            log.log(Level.INFO, source(2, 7), "attached");
        }
        assertThat(logger.lines).as("two a second from then on").hasSize(1 + 4);
    }
}
