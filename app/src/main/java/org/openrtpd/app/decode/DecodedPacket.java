package org.openrtpd.app.decode;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.openrtpd.protocol.parameters.FilterEnd;
import org.openrtpd.protocol.parameters.FilterParameters;
import org.openrtpd.protocol.record.Bcd;
import org.openrtpd.protocol.record.EventHeader;
import org.openrtpd.protocol.record.ExtendedHeader;
import org.openrtpd.protocol.record.PacketHeader;
import org.openrtpd.protocol.record.PacketTime;
import org.openrtpd.protocol.record.PacketType;
import org.openrtpd.protocol.record.TextField;
import org.openrtpd.protocol.trace.SampleRate;

/**
 * A packet with everything that is wrong with it, as words with their values. Used again for the
 * next one.
 */
public final class DecodedPacket {

    private static final int LETTERS = 2;

    private final PacketHeader header = new PacketHeader();
    private final ExtendedHeader extended = new ExtendedHeader();
    private final EventHeader event = new EventHeader();
    private final FilterParameters filters = new FilterParameters();
    private final DecodedSamples samples = new DecodedSamples();
    private final List<String> errors = new ArrayList<>();
    private ByteBuf bytes;
    private int start;
    private int length;
    private PacketType type;

    /** Looks at a packet; it may be shorter than one, but not longer. */
    public DecodedPacket of(ByteBuf packet, int packetStart, int lengthBytes) {
        bytes = packet;
        start = packetStart;
        length = lengthBytes;
        errors.clear();
        samples.clear();
        type = PacketType.UNKNOWN;
        if (hasHeader()) {
            type = header.wrap(bytes, start).type();
            findHeaderErrors();
        }
        if (isTruncated()) {
            errors.add("TRUNCATED " + length);
        } else {
            findErrorsOfType();
        }
        return this;
    }

    private void findHeaderErrors() {
        addIf(header.experiment() == Bcd.NOT_DECIMAL, "BAD_BCD experiment");
        addIf(header.year() == Bcd.NOT_DECIMAL, "BAD_BCD year");
        int byteCount = header.byteCount();
        addIf(byteCount == Bcd.NOT_DECIMAL, "BAD_BCD bytes");
        addIf(header.sequence() == Bcd.NOT_DECIMAL, "BAD_BCD seq");
        if (!header.hasDecimalTime()) {
            errors.add("BAD_BCD time");
        } else if (header.year() != Bcd.NOT_DECIMAL && header.timeNanos() == PacketTime.NO_TIME) {
            errors.add("BAD_TIME");
        }
        if (byteCount != Bcd.NOT_DECIMAL && !PacketHeader.isByteCount(byteCount)) {
            errors.add("BYTES_RANGE " + byteCount);
        }
    }

    private void findErrorsOfType() {
        if (type.hasExtendedHeader()) {
            extended.wrap(bytes, start);
            addIf(extended.event() == Bcd.NOT_DECIMAL, "BAD_BCD event");
            addIf(extended.streamIndex() == Bcd.NOT_DECIMAL, "BAD_BCD stream");
        }
        switch (type) {
            case DT -> {
                addIf(extended.channelIndex() == Bcd.NOT_DECIMAL, "BAD_BCD channel");
                addIf(extended.sampleCount() == Bcd.NOT_DECIMAL, "BAD_BCD nsamp");
                samples.decode(bytes, start, header, extended, errors);
            }
            case EH, ET -> {
                String rate = event.wrap(bytes, start).sampleRate();
                addIf(SampleRate.parse(rate).isEmpty(), "BAD_RATE " + QuotedText.of(rate));
            }
            case FD -> findFilterErrors();
            case DR, NH, NT, UNKNOWN ->
                    errors.add(String.format("UNKNOWN_TYPE %04X", header.letters()));
            default -> { }
        }
    }

    private void findFilterErrors() {
        filters.wrap(bytes, start);
        while (filters.end() == FilterEnd.NONE) {
            filters.next();
        }
        if (filters.end() == FilterEnd.BAD_FORMAT) {
            errors.add(String.format("FD_BAD_FORMAT %02X", filters.formatCode()));
        } else if (filters.end() == FilterEnd.OVERRUN) {
            errors.add("FD_OVERRUN");
        }
    }

    private void addIf(boolean wrong, String error) {
        if (wrong) {
            errors.add(error);
        }
    }

    /** False when there is nothing to look at but the letters. */
    public boolean hasHeader() {
        return PacketHeader.fits(length);
    }

    /** True when it ends early: then only its header can be read. */
    public boolean isTruncated() {
        return length < PacketHeader.PACKET_LENGTH;
    }

    /** The first two bytes as they are, or the one there is. */
    public String letters() {
        return TextField.raw(bytes, start, Math.min(LETTERS, length));
    }

    public PacketType type() {
        return type;
    }

    public ByteBuf bytes() {
        return bytes;
    }

    public int start() {
        return start;
    }

    public PacketHeader header() {
        return header;
    }

    /** Of a whole DT, EH or ET. */
    public ExtendedHeader extended() {
        return extended;
    }

    /** Of a whole EH or ET. */
    public EventHeader event() {
        return event;
    }

    /** Of a whole FD. */
    public FilterParameters filters() {
        return filters;
    }

    public DecodedSamples samples() {
        return samples;
    }

    /** What is wrong, in the order of the packet. */
    public List<String> errors() {
        return errors;
    }
}
