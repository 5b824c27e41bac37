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
 * Units of five digits have messages of their own, in front of the others: their count is 0, and
 * behind it stands, up to the end,
 *
 * <pre>
 *       unit u32 | IPv4 u32 | last front i32 | last back i32
 * </pre>
 *
 * so that a reader who knows the first layout alone sees a message without units, and reads on.
 *
 * @param serverTime Unix seconds, u32
 * @param remaining units still to come in further messages, 0 in the last one
 * @param units all of 16 bits, or all of more
 */
public record SohAnswer(int serverTime, int remaining, List<SohUnit> units) {

    private static final int HEADER_LENGTH = 8;
    private static final int UNIT_LENGTH = 14;
    private static final int WIDE_UNIT_LENGTH = 16;
    private static final int LARGEST_SHORT = 0xFFFF;

    /** Most units of 16 bits in one message. */
    public static final int MAX_UNITS = (ClientMessage.MAX_PAYLOAD - HEADER_LENGTH) / UNIT_LENGTH;

    /** Most units of more than 16 bits in one message. */
    public static final int MAX_WIDE_UNITS =
            (ClientMessage.MAX_PAYLOAD - HEADER_LENGTH) / WIDE_UNIT_LENGTH;

    public SohAnswer {
        units = List.copyOf(units);
        boolean wide = !units.isEmpty() && !fits(units.get(0));
        if (units.stream().anyMatch(unit -> fits(unit) == wide)) {
            throw new IllegalArgumentException("units of 16 bits and of more in one SOH answer");
        }
        if (units.size() > (wide ? MAX_WIDE_UNITS : MAX_UNITS)) {
            throw new IllegalArgumentException(units.size() + " units do not fit one SOH answer");
        }
    }

    /** As many messages as the units need, one when there are none; the last is of 16-bit units. */
    public static List<SohAnswer> split(int serverTime, List<SohUnit> units) {
        List<SohUnit> wide = units.stream().filter(unit -> !fits(unit)).toList();
        List<SohUnit> narrow = units.stream().filter(SohAnswer::fits).toList();
        List<SohAnswer> answers = new ArrayList<>();
        for (int from = 0; from < wide.size(); from += MAX_WIDE_UNITS) {
            add(answers, serverTime, wide, from, MAX_WIDE_UNITS, narrow.size());
        }
        int from = 0;
        do {
            add(answers, serverTime, narrow, from, MAX_UNITS, 0);
            from += MAX_UNITS;
        } while (from < narrow.size());
        return answers;
    }

    private static void add(List<SohAnswer> answers, int serverTime, List<SohUnit> units, int from,
            int most, int behind) {
        int to = Math.min(units.size(), from + most);
        int remaining = Math.min(LARGEST_SHORT, units.size() - to + behind);
        answers.add(new SohAnswer(serverTime, remaining, units.subList(from, to)));
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
        Optional<List<SohUnit>> units = count == 0 && lengthBytes > HEADER_LENGTH
                ? wideUnits(body, start, lengthBytes) : units(body, start, lengthBytes, count);
        int serverTime = body.getInt(start);
        int remaining = body.getUnsignedShort(start + 6);
        return units.map(all -> new SohAnswer(serverTime, remaining, all));
    }

    private static Optional<List<SohUnit>> units(
            ByteBuf body, int start, int lengthBytes, int count) {
        if (count > MAX_UNITS || lengthBytes != HEADER_LENGTH + count * UNIT_LENGTH) {
            return Optional.empty();
        }
        List<SohUnit> units = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int at = start + HEADER_LENGTH + i * UNIT_LENGTH;
            units.add(unit(body.getUnsignedShort(at), body, at + 2));
        }
        return Optional.of(units);
    }

    private static Optional<List<SohUnit>> wideUnits(ByteBuf body, int start, int lengthBytes) {
        int count = (lengthBytes - HEADER_LENGTH) / WIDE_UNIT_LENGTH;
        if (count > MAX_WIDE_UNITS || lengthBytes != HEADER_LENGTH + count * WIDE_UNIT_LENGTH) {
            return Optional.empty();
        }
        List<SohUnit> units = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int at = start + HEADER_LENGTH + i * WIDE_UNIT_LENGTH;
            units.add(unit(body.getInt(at), body, at + 4));
        }
        return units.stream().anyMatch(SohAnswer::fits) ? Optional.empty() : Optional.of(units);
    }

    private static SohUnit unit(int unit, ByteBuf body, int at) {
        return new SohUnit(unit, body.getInt(at), body.getInt(at + 4), body.getInt(at + 8));
    }

    /** Writes the body behind the writer index. */
    public void encode(ByteBuf body) {
        boolean wide = isWide();
        body.writeInt(serverTime).writeShort(wide ? 0 : units.size()).writeShort(remaining);
        for (SohUnit unit : units) {
            if (wide) {
                body.writeInt(unit.unit());
            } else {
                body.writeShort(unit.unit());
            }
            body.writeInt(unit.ipv4()).writeInt(unit.lastFront()).writeInt(unit.lastBack());
        }
    }

    /** Bytes of the body. */
    public int lengthBytes() {
        return HEADER_LENGTH + units.size() * (isWide() ? WIDE_UNIT_LENGTH : UNIT_LENGTH);
    }

    private boolean isWide() {
        return !units.isEmpty() && !fits(units.get(0));
    }
}
