package org.openrtpd.protocol.health;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.openrtpd.protocol.record.PacketHeader;

/**
 * What SeisComP's plugin remembers of a unit's clock (record format, section 11.1): one finding a
 * packet, whatever the order of the lines in it. Its weaknesses are kept on purpose.
 */
final class PacketTiming {

    static final int SAVED_LENGTH = 1 + 8;

    private static final int TEXT_OFFSET = 24;
    private static final String LOCKED = "CLOCK IS LOCKED";
    private static final String UNLOCKED = "CLOCK IS UNLOCKED";
    private static final String PHASE = "INTERNAL CLOCK PHASE ERROR OF ";
    private static final long PHASE_WITHOUT_NUMBER = 1000;
    private static final long LARGEST_PHASE = Integer.MAX_VALUE;
    private static final int SEEN_BIT = 1;
    private static final int LOCKED_BIT = 2;

    private boolean seen;
    private boolean locked;
    private long phase;

    /** Takes in an SH packet; the text is searched as it is, in capitals, over all 1000 bytes. */
    void packet(ByteBuf packet, int start) {
        int from = start + TEXT_OFFSET;
        int length = Math.min(packet.writerIndex(), start + PacketHeader.PACKET_LENGTH) - from;
        if (length <= 0) {
            return;
        }
        String text = packet.toString(from, length, StandardCharsets.ISO_8859_1);
        if (text.contains(LOCKED)) {
            seen = true;
            locked = true;
        } else if (text.contains(UNLOCKED)) {
            seen = true;
            locked = false;
        } else if (text.contains(PHASE)) {
            seen = true;
            locked = true;
            phase = number(text, text.indexOf(PHASE) + PHASE.length());
        }
    }

    private static long number(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        boolean negative = at < text.length() && text.charAt(at) == '-';
        if (negative || at < text.length() && text.charAt(at) == '+') {
            at++;
        }
        int digits = at;
        long value = 0;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            value = Math.min(LARGEST_PHASE, value * 10 + text.charAt(at) - '0');
            at++;
        }
        if (at == digits) {
            return PHASE_WITHOUT_NUMBER;
        }
        return negative ? -value : value;
    }

    int quality(TimingSettings settings) {
        if (!seen) {
            return settings.defaultQuality();
        }
        return locked ? TimingSettings.ofPhase(phase) : settings.unlockQuality();
    }

    /** The plugin forgets a unit that was silent. */
    void forget() {
        seen = false;
        locked = false;
        phase = 0;
    }

    void save(ByteBuf saved) {
        saved.writeByte((seen ? SEEN_BIT : 0) | (locked ? LOCKED_BIT : 0)).writeLong(phase);
    }

    void restore(ByteBuf saved) {
        int bits = saved.readUnsignedByte();
        seen = (bits & SEEN_BIT) != 0;
        locked = (bits & LOCKED_BIT) != 0;
        phase = saved.readLong();
    }
}
