package org.openrtpd.protocol.record;

import io.netty.buffer.ByteBuf;
import java.util.Set;

/**
 * An EH or ET: what opens and closes an event (record format, section 6). Both have the same
 * layout; the ET adds when the event ended.
 *
 * <pre>
 *    16 extended header | 24 trigger message 33 | 57 time source | 58 time quality
 *    59 station, 5th | 60 station, 1st-4th | 64 stream name 16 | 88 sample rate 4
 *    92 trigger type 4 | 96 trigger | 112 first sample | 128 detrigger | 144 last sample (16 each)
 *   160 nominal bit weights 16x8 | 288 true bit weights 16x8 | 416 gains | 432 resolutions
 *   448 full scales | 464 channel codes 16x4 | 528 sensor full scales | 544 sensor V/unit 16x6
 *   640 sensor units | 656 station channel numbers 16x3 | 860 total channels 2 | 862 comment 40
 *   902 filters 16 | 918 position 26 | 944 REF TEK 120 block 80
 * </pre>
 *
 * A view like {@link PacketHeader}. Slots 0 to 15 of the arrays stand for the channels from {@link
 * #firstChannelNumber} on. The packet's byte count is never looked at: it says 416 although fields
 * up to byte 943 are filled (section 2.5).
 */
public final class EventHeader {

    /** Channels that one EH describes. */
    public static final int CHANNELS = 16;

    /** Flag bit of the header that describes channels 17-32 (section 6.1). */
    public static final int SECOND_HEADER_FLAG = 0x04;

    static final int MESSAGE_OFFSET = ExtendedHeader.END;
    static final int TIME_SOURCE_OFFSET = MESSAGE_OFFSET + 33;
    static final int TIME_QUALITY_OFFSET = TIME_SOURCE_OFFSET + 1;
    static final int STATION_FIFTH_OFFSET = TIME_QUALITY_OFFSET + 1;
    static final int STATION_OFFSET = STATION_FIFTH_OFFSET + 1;
    static final int STREAM_NAME_OFFSET = STATION_OFFSET + 4;
    static final int RATE_OFFSET = STREAM_NAME_OFFSET + 16 + 8;
    static final int TRIGGER_TYPE_OFFSET = RATE_OFFSET + 4;
    static final int TRIGGER_TIME_OFFSET = TRIGGER_TYPE_OFFSET + 4;
    static final int FIRST_SAMPLE_OFFSET = TRIGGER_TIME_OFFSET + TextTime.LENGTH;
    static final int DETRIGGER_OFFSET = FIRST_SAMPLE_OFFSET + TextTime.LENGTH;
    static final int LAST_SAMPLE_OFFSET = DETRIGGER_OFFSET + TextTime.LENGTH;
    static final int POSITION_OFFSET = 918;

    private static final int MESSAGE_LENGTH = 33;
    private static final int RATE_LENGTH = 4;
    private static final double COUNTS_PER_NOMINAL = 65536;

    private ByteBuf bytes;
    private int start;

    /**
     * Points this view at a whole packet.
     *
     * @throws IllegalArgumentException when fewer than {@link PacketHeader#PACKET_LENGTH} bytes are
     *     there
     */
    public EventHeader wrap(ByteBuf packet, int packetStart) {
        PacketHeader.requireWhole(packet, packetStart);
        this.bytes = packet;
        this.start = packetStart;
        return this;
    }

    /** 1, or 17 in the second header of an event: the number users know slot 0 by. */
    public int firstChannelNumber() {
        int flags = bytes.getUnsignedByte(start + ExtendedHeader.FLAGS_OFFSET);
        return (flags & SECOND_HEADER_FLAG) == 0 ? 1 : 1 + CHANNELS;
    }

    /** What the recorder says about the trigger, without the end of the line. */
    public String triggerMessage() {
        return TextField.stripped(
                TextField.raw(bytes, start + MESSAGE_OFFSET, MESSAGE_LENGTH), "\0 \r\n");
    }

    /** What the recorder's clock goes by, see {@link EventCodes#timeSource}. */
    public char timeSource() {
        return TextField.character(bytes, start + TIME_SOURCE_OFFSET);
    }

    /** How old its last lock is, see {@link EventCodes#timeQuality}. */
    public char timeQuality() {
        return TextField.character(bytes, start + TIME_QUALITY_OFFSET);
    }

    /** Station name, up to five characters; its fifth stands before the others. */
    public String station() {
        return TextField.trimmed(TextField.raw(bytes, start + STATION_OFFSET, 4)
                + TextField.character(bytes, start + STATION_FIFTH_OFFSET));
    }

    /** Name that the stream was given. */
    public String streamName() {
        return TextField.trimmed(bytes, start + STREAM_NAME_OFFSET, 16);
    }

    /** Sample rate as text, samples a second: "100", "0.1"; the trace package makes it a number. */
    public String sampleRate() {
        return TextField.trimmed(bytes, start + RATE_OFFSET, RATE_LENGTH);
    }

    /** Trigger type: "CON", "EVT"; see section 8.2. */
    public String triggerType() {
        return TextField.trimmed(bytes, start + TRIGGER_TYPE_OFFSET, 4);
    }

    /** When it was triggered, as {@link TextTime#nanos}. */
    public long triggerNanos() {
        return TextTime.nanos(bytes, start + TRIGGER_TIME_OFFSET);
    }

    /** Time of the first sample, as {@link TextTime#nanos}; may differ from the trigger. */
    public long firstSampleNanos() {
        return TextTime.nanos(bytes, start + FIRST_SAMPLE_OFFSET);
    }

    /** When it was detriggered, as {@link TextTime#nanos}; an EH has none. */
    public long detriggerNanos() {
        return TextTime.nanos(bytes, start + DETRIGGER_OFFSET);
    }

    /** Time of the last sample, as {@link TextTime#nanos}; an EH has none. */
    public long lastSampleNanos() {
        return TextTime.nanos(bytes, start + LAST_SAMPLE_OFFSET);
    }

    /**
     * A field of one channel, without its padding; empty when the channel is not in the stream.
     *
     * @param slot 0-15
     */
    public String text(ChannelColumn column, int slot) {
        return TextField.trimmed(
                bytes, start + column.offset() + slot * column.width(), column.width());
    }

    /**
     * The codes of all channels in one row: a character a slot, without the blanks behind.
     *
     * @see EventCodes
     */
    public String codes(CodeRow row) {
        return TextField.trimmedBehind(bytes, start + row.offset(), CHANNELS);
    }

    /**
     * Volts that one count of the stored samples stands for: the true weight, else what follows
     * from the nominal one (section 6.10).
     *
     * @param slot 0-15
     * @return volts, or {@link BitWeight#UNDEFINED}
     */
    public double voltsPerCount(int slot) {
        double weight = BitWeight.volts(text(ChannelColumn.TRUE_BIT_WEIGHT, slot));
        if (BitWeight.isDefined(weight)) {
            return weight;
        }
        // The nominal weight is that of the upper 16 bits of 24-bit data.
        double nominal = BitWeight.volts(text(ChannelColumn.NOMINAL_BIT_WEIGHT, slot));
        int format = bytes.getUnsignedByte(start + ExtendedHeader.FORMAT_OFFSET);
        return DataFormat.of(format) == DataFormat.INT16 ? nominal : nominal / COUNTS_PER_NOMINAL;
    }

    /** One of the fields that concern the station, or the REF TEK 120 alone. */
    public String text(EventColumn column) {
        return column.read(bytes, start);
    }

    /** Where the recorder stands, {@link Position#NONE} while it has no fix. */
    public Position position() {
        return Position.of(positionText());
    }

    /** The 26 characters of the position as they are. */
    public String positionText() {
        return TextField.raw(bytes, start + POSITION_OFFSET, Position.LENGTH);
    }

    /** Adds what is wrong in the fields behind the extended header. */
    public void findDefects(Set<PacketDefect> found) {
        if (!isRate(sampleRate())) {
            found.add(PacketDefect.BAD_RATE);
        }
        PacketHeader header = new PacketHeader().wrap(bytes, start);
        long headerNanos = header.timeNanos();
        long triggerNanos = triggerNanos();
        if (headerNanos != PacketTime.NO_TIME && triggerNanos != PacketTime.NO_TIME
                && PacketTime.year(headerNanos) != PacketTime.year(triggerNanos)) {
            found.add(PacketDefect.YEAR_DISAGREES);
        }
        if (position().equals(Position.UNREADABLE)) {
            found.add(PacketDefect.BAD_POSITION);
        }
    }

    /** True for a positive decimal number; more than its form is not looked at here. */
    private static boolean isRate(String text) {
        boolean point = false;
        boolean positive = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' && !point) {
                point = true;
            } else if (c < '0' || c > '9') {
                return false;
            }
            positive |= c >= '1' && c <= '9';
        }
        return positive;
    }
}
