package org.openrtpd.app.export;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.openrtpd.protocol.record.Bcd;
import org.openrtpd.protocol.session.Transport;
import org.openrtpd.storage.journal.Durability;
import org.openrtpd.storage.journal.JournalConfig;
import org.openrtpd.storage.journal.JournalRecovery;
import org.openrtpd.storage.journal.PacketJournal;

/**
 * A real journal, and the packets that one recorder makes for it: 100 samples a second, 32 bits
 * each (record format, encoder checklist of section 15).
 */
final class RecordedJournal implements AutoCloseable {

    static final int RATE = 100;
    static final int PACKET = 1024;
    private static final int EVENT_BYTE_COUNT = 416;
    private static final InetSocketAddress PEER =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000);

    private final int unit;
    private final PacketJournal journal;
    private Instant received;
    private int seq;

    RecordedJournal(Path data, int unit, String received) {
        this.unit = unit;
        this.received = Instant.parse(received);
        this.journal = JournalRecovery.open(new JournalConfig(
                data, Durability.PROCESS, 0, () -> this.received), "start=1").journal();
    }

    /** When packets are received from now on. */
    RecordedJournal receivedAt(String time) {
        received = Instant.parse(time);
        return this;
    }

    RecordedJournal append(byte[]... packets) {
        for (byte[] packet : packets) {
            journal.append(Transport.UDP, PEER, unit, 1, seq++, Unpooled.wrappedBuffer(packet), 0,
                    packet.length);
        }
        journal.commit();
        return this;
    }

    /** An event header; the trigger is a second behind the first sample. */
    byte[] header(int event, int sequence, long firstMillis) {
        return event('H', event, sequence, firstMillis, -1);
    }

    byte[] trailer(int event, int sequence, long firstMillis, long lastMillis) {
        return event('T', event, sequence, firstMillis, lastMillis);
    }

    private byte[] event(char letter, int event, int sequence, long firstMillis, long lastMillis) {
        ByteBuf packet = common("E" + letter, firstMillis + 1000, EVENT_BYTE_COUNT, sequence);
        Bcd.put(packet, 16, 0, 4, event);
        packet.setByte(23, 0xC0);
        Arrays.fill(packet.array(), 24, PACKET, (byte) ' ');
        text(packet, 60, "STAT");
        text(packet, 88, String.valueOf(RATE));
        text(packet, 92, "CON");
        text(packet, 96, digits(firstMillis + 1000));
        text(packet, 112, digits(firstMillis));
        if (lastMillis >= 0) {
            text(packet, 144, digits(lastMillis));
        }
        return packet.array();
    }

    byte[] data(int event, int sequence, int channel, long millis, int... samples) {
        ByteBuf packet = common("DT", millis, 24 + 4 * samples.length, sequence);
        Bcd.put(packet, 16, 0, 4, event);
        packet.setByte(19, channel);
        Bcd.put(packet, 20, 0, 4, samples.length);
        packet.setByte(23, 0x32);
        for (int i = 0; i < samples.length; i++) {
            packet.setInt(24 + 4 * i, samples[i]);
        }
        return packet.array();
    }

    byte[] log(int sequence, long millis, String text) {
        ByteBuf packet = common("SH", millis, 24 + text.length(), sequence);
        Arrays.fill(packet.array(), 16, PACKET, (byte) ' ');
        text(packet, 24, text);
        return packet.array();
    }

    /** Numbers that follow each other, from one on. */
    static int[] ramp(int first, int count) {
        int[] samples = new int[count];
        for (int i = 0; i < count; i++) {
            samples[i] = first + i;
        }
        return samples;
    }

    static long millis(String time) {
        return Instant.parse(time).toEpochMilli();
    }

    private ByteBuf common(String letters, long millis, int byteCount, int sequence) {
        ByteBuf packet = Unpooled.wrappedBuffer(new byte[PACKET]);
        text(packet, 0, letters);
        LocalDateTime time = time(millis);
        Bcd.put(packet, 3, 0, 2, time.getYear() % 100);
        packet.setShort(4, unit);
        String digits = digits(millis).substring(4);
        for (int i = 0; i < 6; i++) {
            Bcd.put(packet, 6 + i, 0, 2, Integer.parseInt(digits.substring(2 * i, 2 * i + 2)));
        }
        Bcd.put(packet, 12, 0, 4, byteCount);
        Bcd.put(packet, 14, 0, 4, sequence);
        return packet;
    }

    /** YYYYDDDHHMMSSTTT. */
    private static String digits(long millis) {
        LocalDateTime time = time(millis);
        return String.format("%04d%03d%02d%02d%02d%03d", time.getYear(), time.getDayOfYear(),
                time.getHour(), time.getMinute(), time.getSecond(), Math.floorMod(millis, 1000L));
    }

    private static LocalDateTime time(long millis) {
        return LocalDateTime.ofEpochSecond(Math.floorDiv(millis, 1000L), 0, ZoneOffset.UTC);
    }

    private static void text(ByteBuf packet, int offset, String text) {
        packet.setCharSequence(offset, text, StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        journal.close();
    }
}
