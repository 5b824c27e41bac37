package org.openrtpd.protocol.parameters;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openrtpd.protocol.record.PacketDefect;
import org.openrtpd.protocol.record.TestPacket;

/** Record format, section 8.6. */
class FilterParametersTest {

    private final TestPacket packet = new TestPacket("");

    private FilterParameters filters() {
        return new FilterParameters().wrap(packet.bytes(), TestPacket.START);
    }

    private Set<PacketDefect> defects() {
        Set<PacketDefect> found = EnumSet.noneOf(PacketDefect.class);
        filters().findDefects(found);
        return found;
    }

    /** The second block begins at the next multiple of four. */
    @Test
    void shouldReadBlocksOfBothWidths() {
        packet.hex(16, "01 42 02 0f 00 03 01 16  0001 ffff 8000").hex(32, "00 43 04 00 01 01 00 32 fffffffe");
        FilterParameters filters = filters();

        assertThat(filters.end()).isEqualTo(FilterEnd.NONE);
        assertThat(filters.blocksBehind()).isEqualTo(1);
        assertThat(filters.code()).isEqualTo('B');
        assertThat(filters.decimation()).isEqualTo(2);
        assertThat(filters.scalarLog2()).isEqualTo(15);
        assertThat(filters.filterLength()).isEqualTo(256);
        assertThat(filters.hereCount()).isEqualTo(3);
        assertThat(filters.morePackets()).isEqualTo(1);
        assertThat(filters.coefficient(0)).isEqualTo(1);
        assertThat(filters.coefficient(1)).isEqualTo(-1);
        assertThat(filters.coefficient(2)).isEqualTo(-32768);

        filters.next();

        assertThat(filters.code()).isEqualTo('C');
        assertThat(filters.filterLength()).isEqualTo(1);
        assertThat(filters.coefficient(0)).isEqualTo(-2);
        assertThat(filters.next().end()).isEqualTo(FilterEnd.LAST);
        assertThat(filters.next().end()).isEqualTo(FilterEnd.LAST);
        assertThat(defects()).isEmpty();
    }

    @Test
    void shouldStopAtAWidthThatIsNotDefined() {
        packet.hex(16, "01 42 02 0f 02 02 00 33");

        assertThat(filters().end()).isEqualTo(FilterEnd.BAD_FORMAT);
        assertThat(filters().formatCode()).isEqualTo(0x33);
        assertThat(defects()).containsExactly(PacketDefect.FILTER_FORMAT);
    }

    /** 16 + 8 + 246 * 4 is 1008, the first byte that belongs to the implement time. */
    @Test
    void shouldBoundEveryStepByTheEndOfTheBlocks() {
        packet.hex(16, "00 42 02 0f f6 f6 00 32");
        assertThat(filters().end()).isEqualTo(FilterEnd.NONE);

        packet.hex(16, "00 42 02 0f f7 f7 00 32");
        assertThat(filters().end()).isEqualTo(FilterEnd.OVERRUN);
        assertThat(defects()).containsExactly(PacketDefect.FILTER_OVERRUN);
    }

    /** A block that says there is another, and leaves no room for its eight bytes. */
    @Test
    void shouldEndWhereNoBlockFits() {
        packet.hex(16, "05 42 02 0f f5 f5 00 32");

        assertThat(filters().next().end()).isEqualTo(FilterEnd.LAST);
    }

    @Test
    void shouldTellMoreCoefficientsThanABlockMayHave() {
        packet.hex(16, "00 42 02 0f f9 f9 00 16");

        assertThat(defects()).containsExactly(PacketDefect.FILTER_COUNT);
    }
}
