package org.openrtpd.app.simulate.packet;

import io.netty.buffer.ByteBuf;
import org.openrtpd.protocol.record.PacketType;

/** Writes log text into SH packets (record format, section 7). */
public final class LogPackets {

    /** Bytes of text that one packet holds. */
    public static final int MOST_TEXT = 1000;

    private static final int TEXT_OFFSET = 24;

    private final PacketWriter writer;

    public LogPackets(PacketWriter writer) {
        this.writer = writer;
    }

    /** One entry as it stands in the text. */
    public static String entry(long clockMillis, String message) {
        return ClockText.logTag(clockMillis) + " " + message + "\r\n";
    }

    /**
     * A packet of text.
     *
     * @param clockMillis time of its first entry
     * @throws IllegalArgumentException when the text is longer than {@link #MOST_TEXT}
     */
    public ByteBuf packet(int sequence, long clockMillis, String text) {
        ByteBuf packet =
                writer.begin(PacketType.SH, clockMillis, TEXT_OFFSET + text.length(), sequence);
        PacketWriter.text(packet, TEXT_OFFSET, MOST_TEXT, text);
        return packet;
    }
}
