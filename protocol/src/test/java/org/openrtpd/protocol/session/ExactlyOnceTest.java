package org.openrtpd.protocol.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openrtpd.protocol.recorder.Seq;

/**
 * The two state machines against each other over a network that loses, doubles, reorders and delays,
 * while either side restarts, recorders move and the disk fills up (recorder leg, section 2).
 */
class ExactlyOnceTest {

    private static final int UDP_SEEDS = 10_000;
    private static final int TCP_SEEDS = 10_000;

    @Test
    void shouldJournalEveryPacketOnceAndInOrderOverUdp() {
        assertThat(failures(UDP_SEEDS, false)).isEmpty();
    }

    @Test
    void shouldJournalEveryPacketOnceAndInOrderOverTcp() {
        assertThat(failures(TCP_SEEDS, true)).isEmpty();
    }

    private static List<String> failures(int seeds, boolean tcp) {
        String only = System.getProperty("seed");
        long first = only == null ? 1 : Long.parseLong(only);
        long last = only == null ? seeds : first;
        List<String> failures = new ArrayList<>();
        for (long seed = first; seed <= last && failures.size() < 5; seed++) {
            try {
                SimulatedWorld world = new SimulatedWorld(seed, tcp);
                assertThat(world.run()).as("finishes").isTrue();
                world.stations.forEach(s -> check(world.journal, s.source));
            } catch (AssertionError | RuntimeException e) {
                failures.add("seed " + seed + ": " + e);
            }
        }
        return failures;
    }

    private static void check(SimulatedJournal journal, SimulatedSource source) {
        int expected = source.first;
        for (SimulatedJournal.Entry entry : journal.entries) {
            if (entry.unit() != source.unit) {
                continue;
            }
            assertThat(entry.epoch()).isEqualTo(source.epoch);
            // The very first packets may have been tossed before any server knew the numbering.
            if (expected == source.first && Seq.isBefore(expected, entry.seq())) {
                expected = entry.seq();
            }
            assertThat(entry.seq()).isEqualTo(expected);
            if (!entry.gap()) {
                assertThat(entry.content()).isEqualTo(SimulatedSource.content(entry.seq()));
            }
            expected = entry.gap() ? entry.content() : expected + 1;
        }
        assertThat(expected).isEqualTo(source.end());
    }
}
