package org.openrtpd.protocol.client;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One message of the answer to SOH, at most 1024 bytes (client leg, section 7). The layout is ours;
 * the vendor's library defines none, and ignores what it gets. All numbers big-endian.
 *
 * <pre>
 *   0 server time u32 | 4 count u16 | 6 remaining u16 | 8 count times
 *       unit u16 | IPv4 u32 | last front i32 | last back i32
 * </pre>
 *
 * @param serverTime Unix seconds, u32
 * @param remaining units still to come in further messages, 0 in the last one
 */
public record SohAnswer(int serverTime, int remaining, List<SohUnit> units) {

    private static final int HEADER_LENGTH = 8;
    private static final int UNIT_LENGTH = 14;
    private static final int LARGEST_SHORT = 0xFFFF;

    /** Most units in one message. */
    public static final int MAX_UNITS = (ClientMessage.MAX_PAYLOAD - HEADER_LENGTH) / UNIT_LENGTH;

    public SohAnswer {
        units = List.copyOf(units);
        if (units.size() > MAX_UNITS) {
            throw new IllegalArgumentException(units.size() + " units do not fit one SOH answer");
        }
    }

    /**
     * As many messages as the units need, one when there are none. A unit that does not fit 16 bits
     * has no place in this layout and is left out.
     */
    public static List<SohAnswer> split(int serverTime, List<SohUnit> units) {
        List<SohUnit> fitting = units.stream().filter(SohAnswer::fits).toList();
        List<SohAnswer> answers = new ArrayList<>();
        int from = 0;
        do {
            int to = Math.min(fitting.size(), from + MAX_UNITS);
            int remaining = Math.min(LARGEST_SHORT, fitting.size() - to);
            answers.add(new SohAnswer(serverTime, remaining, fitting.subList(from, to)));
            from = to;
        } while (from < fitting.size());
        return answers;
    }

    private static boolean fits(SohUnit unit) {
        return unit.unit() >= 0 && unit.unit() <= LARGEST_SHORT;
    }

    /** Reads a body; empty when it has another layout, as another server's may. */
    public static Optional<SohAnswer> decode(ByteBuf body, int start, int lengthBytes) {
        if (lengthBytes < HEADER_LENGTH) {
            return Optional.empty();
        }
        int count = body.getUnsignedShort(start + 4);
        if (count > MAX_UNITS || lengthBytes != HEADER_LENGTH + count * UNIT_LENGTH) {
            return Optional.empty();
        }
        List<SohUnit> units = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int at = start + HEADER_LENGTH + i * UNIT_LENGTH;
            units.add(new SohUnit(
                    body.getUnsignedShort(at),
                    body.getInt(at + 2),
                    body.getInt(at + 6),
                    body.getInt(at + 10)));
        }
        return Optional.of(
                new SohAnswer(body.getInt(start), body.getUnsignedShort(start + 6), units));
    }

    /** Writes the body behind the writer index. */
    public void encode(ByteBuf body) {
        body.writeInt(serverTime).writeShort(units.size()).writeShort(remaining);
        for (SohUnit unit : units) {
            body.writeShort(unit.unit()).writeInt(unit.ipv4());
            body.writeInt(unit.lastFront()).writeInt(unit.lastBack());
        }
    }

    /** Bytes of the body. */
    public int lengthBytes() {
        return HEADER_LENGTH + units.size() * UNIT_LENGTH;
    }
}
