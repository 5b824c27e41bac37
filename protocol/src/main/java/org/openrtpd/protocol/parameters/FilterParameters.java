package org.openrtpd.protocol.parameters;

import io.netty.buffer.ByteBuf;
import java.util.Set;
import org.openrtpd.protocol.record.PacketDefect;
import org.openrtpd.protocol.record.TextField;
import org.openrtpd.protocol.record.TextTime;

/**
 * An FD packet: digital filters (record format, section 8.6). A view: {@link #first} and {@link
 * #next} walk over its blocks, which lie between 16 and 1007.
 *
 * <pre>
 *   block: 0 blocks behind it in the packet | 1 code | 2 decimation | 3 scalar (log2)
 *          4 coefficients of the filter, 0 = 256 | 5 coefficients here | 6 further packets
 *          7 bits, BCD | 8 coefficients
 * </pre>
 */
public final class FilterParameters {

    static final int BLOCKS_OFFSET = 16;
    static final int BLOCKS_END = ParameterBlock.IMPLEMENT_TIME_OFFSET;
    static final int BLOCK_HEADER = 8;

    private static final int MORE = 0;
    private static final int CODE = 1;
    private static final int DECIMATION = 2;
    private static final int SCALAR = 3;
    private static final int COEFFICIENTS = 4;
    private static final int HERE = 5;
    private static final int MORE_PACKETS = 6;
    private static final int FORMAT = 7;
    private static final int MOST_HERE = 248;
    private static final int ALL_256 = 256;

    private ByteBuf bytes;
    private int start;
    private int at;
    private FilterEnd end;

    /**
     * Points this view at a whole packet.
     *
     * @throws IllegalArgumentException when fewer than 1024 bytes are there
     */
    public FilterParameters wrap(ByteBuf packet, int packetStart) {
        ParameterBlock.require(packet, packetStart);
        this.bytes = packet;
        this.start = packetStart;
        return first();
    }

    /** Goes to the first block; ask {@link #end} whether it can be read. */
    public FilterParameters first() {
        at = BLOCKS_OFFSET;
        end = look();
        return this;
    }

    /** Goes to the block behind; ask {@link #end} whether there is one that can be read. */
    public FilterParameters next() {
        if (end == FilterEnd.NONE) {
            if (here(MORE) == 0) {
                end = FilterEnd.LAST;
            } else {
                int behind = BLOCK_HEADER + hereCount() * coefficientBytes();
                at += behind + (-behind & 3);
                end = look();
            }
        }
        return this;
    }

    private FilterEnd look() {
        if (at + BLOCK_HEADER > BLOCKS_END) {
            return FilterEnd.LAST;
        }
        if (coefficientBytes() == 0) {
            return FilterEnd.BAD_FORMAT;
        }
        return at + BLOCK_HEADER + hereCount() * coefficientBytes() > BLOCKS_END
                ? FilterEnd.OVERRUN : FilterEnd.NONE;
    }

    /** {@link FilterEnd#NONE} when the view is at a block; else why there is no further one. */
    public FilterEnd end() {
        return end;
    }

    /** How many blocks are said to stand behind this one in the packet. */
    public int blocksBehind() {
        return here(MORE);
    }

    /** Code of the filter, see the record format, section 6.8. */
    public char code() {
        return TextField.character(bytes, start + at + CODE);
    }

    /** By how much the filter divides the rate. */
    public int decimation() {
        return here(DECIMATION);
    }

    /** The coefficients were multiplied by 2 to this power. */
    public int scalarLog2() {
        return here(SCALAR);
    }

    /** Coefficients of the whole filter, 1-256. */
    public int filterLength() {
        int count = here(COEFFICIENTS);
        return count == 0 ? ALL_256 : count;
    }

    /** Coefficients in this block. */
    public int hereCount() {
        return here(HERE);
    }

    /** Further FD packets that are needed for this filter. */
    public int morePackets() {
        return here(MORE_PACKETS);
    }

    /** The raw byte that says how wide coefficients are: 0x16 or 0x32. */
    public int formatCode() {
        return here(FORMAT);
    }

    /** Bytes of a coefficient, 2 or 4; 0 when that is not defined. */
    public int coefficientBytes() {
        return switch (formatCode()) {
            case 0x16 -> 2;
            case 0x32 -> 4;
            default -> 0;
        };
    }

    /**
     * A coefficient of this block.
     *
     * @param index from 0, below {@link #hereCount}
     */
    public int coefficient(int index) {
        int width = coefficientBytes();
        int offset = start + at + BLOCK_HEADER + index * width;
        return width == 2 ? bytes.getShort(offset) : bytes.getInt(offset);
    }

    /** Adds what is wrong in the blocks; ends behind the last that can be read. */
    public void findDefects(Set<PacketDefect> found) {
        for (first(); end == FilterEnd.NONE; next()) {
            if (hereCount() > MOST_HERE) {
                found.add(PacketDefect.FILTER_COUNT);
            }
        }
        if (end == FilterEnd.BAD_FORMAT) {
            found.add(PacketDefect.FILTER_FORMAT);
        } else if (end == FilterEnd.OVERRUN) {
            found.add(PacketDefect.FILTER_OVERRUN);
        }
    }

    private int here(int field) {
        return bytes.getUnsignedByte(start + at + field);
    }

    /** When the parameters were implemented, as {@link TextTime#nanos}. */
    public long implementNanos() {
        return TextTime.nanos(bytes, start + ParameterBlock.IMPLEMENT_TIME_OFFSET);
    }
}
