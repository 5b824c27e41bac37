package org.openrtpd.storage.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openrtpd.storage.journal.JournalFixture.EPOCH;
import static org.openrtpd.storage.journal.JournalFixture.PEER;
import static org.openrtpd.storage.journal.JournalFixture.UNIT;
import static org.openrtpd.storage.journal.JournalFixture.append;
import static org.openrtpd.storage.journal.JournalFixture.range;
import static org.openrtpd.storage.journal.JournalFixture.seqs;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrtpd.protocol.record.UnitId;
import org.openrtpd.protocol.session.Transport;

class PacketJournalTest {

    @TempDir Path data;
    private JournalFixture fixture;

    @BeforeEach
    void prepare() {
        fixture = new JournalFixture(data);
    }

    @Test
    void shouldGiveBackEveryFieldAndByteOfAPacket() throws Exception {
        InetSocketAddress ipv6 = new InetSocketAddress(InetAddress.getByName("2001:db8::7"), 65_535);
        byte[] bytes = {(byte) 0x85, 1, 2, 3, 4};
        RecoveredJournal opened = fixture.open();
        fixture.clock.advance(Duration.ofSeconds(1));
        opened.journal().append(Transport.TCP, ipv6, 0xFFFFE, -1, -2, Unpooled.wrappedBuffer(bytes), 1, 4);

        JournalEntry entry = new JournalEntry();
        try (JournalTailer tailer = opened.journal().tailer()) {
            tailer.toIndex(opened.lastIndex());
            tailer.next(entry);
            assertThat(tailer.next(entry)).isTrue();
        }

        assertThat(entry.isPacket()).isTrue();
        assertThat(entry.transport()).isEqualTo(Transport.TCP);
        assertThat(entry.peer()).isEqualTo(ipv6);
        assertThat(entry.unit()).isEqualTo(0xFFFFE);
        assertThat(entry.epoch()).isEqualTo(-1);
        assertThat(entry.seq()).isEqualTo(-2);
        // The clock of the test stands still, and the time that passes is added for a little while.
        long clockNanos = fixture.clock.instant().getEpochSecond() * 1_000_000_000L;
        assertThat(entry.receivedNanos()).isBetween(clockNanos, clockNanos + 2_000_000L);
        byte[] body = new byte[entry.bodyLength()];
        entry.body().getBytes(entry.bodyStart(), body);
        assertThat(body).containsExactly(1, 2, 3, 4);
        opened.journal().close();
    }

    @Test
    void shouldKeepWhatAProbeSentAsNoPacket() {
        RecoveredJournal opened = fixture.open();
        append(opened.journal(), UnitId.PROBE, 0);
        append(opened.journal(), UNIT, 0);

        JournalEntry entry = new JournalEntry();
        try (JournalTailer tailer = opened.journal().tailer()) {
            tailer.toIndex(opened.lastIndex());
            tailer.next(entry);
            assertThat(tailer.next(entry)).isTrue();
            assertThat(entry.kind()).isEqualTo(EntryKind.PROBE);
            assertThat(entry.defect()).isEqualTo(EntryDefect.NONE);
            assertThat(entry.isPacket()).isFalse();
            assertThat(entry.unit()).isEqualTo(UnitId.PROBE);
            assertThat(tailer.next(entry)).isTrue();
            assertThat(entry.isPacket()).isTrue();
        }
        opened.journal().close();
    }

    @Test
    void shouldLetATailerOfAnotherReaderFollowWhileItWrites() {
        RecoveredJournal opened = fixture.open();
        try (JournalReader reader = JournalReader.open(data); JournalTailer tailer = reader.tailer()) {
            append(opened.journal(), 0);
            assertThat(seqs(tailer)).containsExactly(0);

            append(opened.journal(), 1);
            fixture.clock.advance(Duration.ofHours(2));
            append(opened.journal(), 2);
            assertThat(seqs(tailer)).containsExactly(1, 2);
        }
        opened.journal().close();
    }

    @Test
    void shouldRefuseABodyLongerThanAPacketAndStayWhole() {
        RecoveredJournal opened = fixture.open();
        ByteBuf tooLong = Unpooled.wrappedBuffer(new byte[1025]);

        assertThatThrownBy(() -> opened.journal()
                        .append(Transport.UDP, PEER, UNIT, EPOCH, 0, tooLong, 0, 1025))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1025");
        append(opened.journal(), 0);

        assertThat(fixture.allSeqs()).containsExactly(0);
        opened.journal().close();
    }

    @Test
    void shouldLeaveNothingOfAnAppendThatFails() {
        RecoveredJournal opened = fixture.open();
        ByteBuf shorter = Unpooled.wrappedBuffer(new byte[10]);

        assertThatThrownBy(() -> opened.journal()
                        .append(Transport.UDP, PEER, UNIT, EPOCH, 0, shorter, 0, 1024))
                .isInstanceOf(IndexOutOfBoundsException.class);
        append(opened.journal(), 7);

        assertThat(fixture.allSeqs()).containsExactly(7);
        opened.journal().close();
    }

    @Test
    void shouldRefuseASecondWriterAndNotDisturbTheFirst() {
        RecoveredJournal first = fixture.open();
        append(first.journal(), 0);

        assertThatThrownBy(fixture::open)
                .isInstanceOf(JournalHeldException.class)
                .hasMessageContaining(data.toString());

        append(first.journal(), 1);
        assertThat(fixture.allSeqs()).containsExactly(0, 1);
        first.journal().close();
    }

    @Test
    void shouldKeepTheOrderWhenTheClockIsSetBack() {
        RecoveredJournal opened = fixture.open();
        append(opened.journal(), 0, 3, Duration.ofHours(1), fixture.clock);
        fixture.clock.advance(Duration.ofHours(-2));
        append(opened.journal(), 3, 6, Duration.ofMinutes(1), fixture.clock);
        opened.journal().close();
        fixture.clock.advance(Duration.ofDays(-2));
        RecoveredJournal again = fixture.open();
        append(again.journal(), 6);

        assertThat(fixture.allSeqs()).isEqualTo(range(0, 7));
        again.journal().close();
    }

    @Test
    void shouldKeepGapMarkersAsMarkers() {
        RecoveredJournal opened = fixture.open();
        opened.journal().appendGap(Transport.UDP, PEER, UNIT, EPOCH, 5, 9);
        JournalEntry entry = new JournalEntry();
        try (JournalTailer tailer = opened.journal().tailer()) {
            while (tailer.next(entry) && entry.kind() != EntryKind.GAP) {
                // The marker of the start comes first.
            }
        }

        assertThat(List.of(entry.seq(), entry.gapEnd())).containsExactly(5, 9);
        assertThat(entry.isPacket()).isFalse();
        opened.journal().close();
    }
}
