package org.openrtpd.app.bench.load;

import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.LocalDate;
import org.openrtpd.app.simulate.packet.DataPackets;
import org.openrtpd.protocol.record.PacketHeader;

/**
 * Gives packets of {@link Bodies} their time and number (record format, section 2), so that those of
 * a recorder go on from each other as if one event never ended. They begin {@link #BACK} before the
 * present, because they come faster than they would be recorded: RTPD's page leaves out what is of
 * the future. One thread only.
 */
final class Timeline {

    /** As far as the page keeps its narrowest bins. */
    static final Duration BACK = Duration.ofHours(24);

    private static final int SAMPLE_MILLIS = 1000 / Bodies.RATE;
    private static final int NUMBERS = 10_000;
    private static final int MILLIS_PER_DAY = 86_400_000;
    private static final int TIME_LENGTH = 6;
    private static final int HUNDRED = 100;

    private final long firstMillis;
    private final int packetMillis;
    private long epochDay = Long.MIN_VALUE;
    private int year;
    private long dayDigits;

    /**
     * @param bodies of which all have as many samples
     * @param nowMillis the present, milliseconds since 1970 UTC
     */
    Timeline(ByteBuffer bodies, long nowMillis) {
        this.firstMillis = nowMillis - BACK.toMillis();
        this.packetMillis =
                SAMPLE_MILLIS * DataPackets.samples(Unpooled.wrappedBuffer(bodies));
    }

    /** Makes the packet that begins at {@code at} the one with that number of its recorder. */
    void place(ByteBuffer packets, int at, int number) {
        long millis = firstMillis + Integer.toUnsignedLong(number) * packetMillis;
        beginDay(Math.floorDiv(millis, (long) MILLIS_PER_DAY));
        int ofDay = (int) Math.floorMod(millis, (long) MILLIS_PER_DAY);
        packets.put(at + PacketHeader.YEAR_OFFSET, bcd(year));
        int seconds = ofDay / 1000;
        int minutes = seconds / 60;
        long digits = dayDigits + (minutes / 60) * 10_000_000L + (minutes % 60) * 100_000L
                + (seconds % 60) * 1000L + ofDay % 1000;
        for (int i = TIME_LENGTH - 1; i >= 0; i--) {
            packets.put(at + PacketHeader.TIME_OFFSET + i, bcd((int) (digits % HUNDRED)));
            digits /= HUNDRED;
        }
        int sequence = Integer.remainderUnsigned(number, NUMBERS);
        packets.put(at + PacketHeader.SEQUENCE_OFFSET, bcd(sequence / HUNDRED))
                .put(at + PacketHeader.SEQUENCE_OFFSET + 1, bcd(sequence % HUNDRED));
    }

    private void beginDay(long day) {
        if (day != epochDay) {
            epochDay = day;
            LocalDate date = LocalDate.ofEpochDay(day);
            year = date.getYear() % HUNDRED;
            dayDigits = date.getDayOfYear() * 1_000_000_000L;
        }
    }

    /** Two digits at a time, unlike {@code Bcd.put}: a generator does this nine times for each packet. */
    private static byte bcd(int twoDigits) {
        return (byte) (twoDigits / 10 << 4 | twoDigits % 10);
    }
}
