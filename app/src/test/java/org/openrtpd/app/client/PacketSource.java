package org.openrtpd.app.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.openrtpd.protocol.session.Transport;
import org.openrtpd.storage.journal.Durability;
import org.openrtpd.storage.journal.JournalConfig;
import org.openrtpd.storage.journal.JournalRecovery;
import org.openrtpd.storage.journal.JournalTailer;
import org.openrtpd.storage.journal.PacketJournal;

/** A real journal of numbered packets, and what should come out of it. */
final class PacketSource implements AutoCloseable {

    /** Where the number of a packet stands in it. */
    static final int NUMBER_AT = 32;

    private static final int UNIT_AT = 4;
    private static final int LONG = 1024;
    private static final InetSocketAddress PEER =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000);

    /** What a packet is, by its first two bytes. */
    enum Kind {
        DATA(0x4454, LONG), STATE(0x5348, LONG), SPECIAL(0x0100, 40), TOO_SHORT(0x4454, 100);

        private final int letters;
        private final int length;

        Kind(int letters, int length) {
            this.letters = letters;
            this.length = length;
        }
    }

    private record Appended(Kind kind, int unit) {}

    private final List<Appended> appended = new ArrayList<>();
    private final ByteBuf packet = Unpooled.buffer(LONG).writeZero(LONG);
    private final PacketJournal journal;
    private Instant now = Instant.parse("2026-03-01T10:00:00Z");

    PacketSource(Path data) {
        InstantSource clock = () -> now;
        journal = JournalRecovery.open(
                new JournalConfig(data, Durability.PROCESS, 0, clock), "start=1").journal();
    }

    /** The journal goes on in another file. */
    void beginNextHour() {
        now = now.plus(Duration.ofHours(1));
    }

    void append(Kind kind, int unit) {
        packet.setShort(0, kind.letters).setShort(UNIT_AT, unit).setInt(NUMBER_AT, appended.size());
        journal.append(Transport.UDP, PEER, unit, 1, appended.size(), packet, 0, kind.length);
        appended.add(new Appended(kind, unit));
    }

    void appendGap(int unit) {
        journal.appendGap(Transport.UDP, PEER, unit, 1, 3, 4);
    }

    int size() {
        return appended.size();
    }

    /** Numbers from one on that everybody gets, or only data packets of a unit. */
    List<Integer> expected(int from, int unit) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = from; i < appended.size(); i++) {
            Appended one = appended.get(i);
            boolean wanted = unit == 0
                    ? one.kind != Kind.TOO_SHORT
                    : one.kind == Kind.DATA && one.unit == unit;
            if (wanted) {
                numbers.add(i);
            }
        }
        return numbers;
    }

    JournalTailer tailer() {
        return journal.tailer();
    }

    @Override
    public void close() {
        journal.close();
    }
}
