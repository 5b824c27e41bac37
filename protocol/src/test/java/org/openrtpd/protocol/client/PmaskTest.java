package org.openrtpd.protocol.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PmaskTest {

    @ParameterizedTest
    @CsvSource({
        "AD, 0x2", "CD, 0x4", "DS, 0x8", "DT, 0x10", "EH, 0x20", "ET, 0x40", "OM, 0x80",
        "SH, 0x100", "SC, 0x200", "FD, 0x800", "DR, 0", "NH, 0", "NT, 0", "dt, 0", "Dt, 0",
        "'  ', 0"
    })
    void shouldTellTheBitByTheTwoLetters(String letters, String bit) {
        ByteBuf packet = Unpooled.copiedBuffer(letters, StandardCharsets.US_ASCII);

        assertThat(Pmask.bitOf(packet, 0, 2)).isEqualTo(Integer.decode(bit));
    }

    @ParameterizedTest
    @CsvSource({"0x01, 0x1", "0x85, 0x1", "0x80, 0x400", "0x84, 0x400", "0x00, 0", "0x81, 0"})
    void shouldTellOtherBlocksByTheirFirstByte(String first, String bit) {
        ByteBuf block = Unpooled.buffer().writeByte(Integer.decode(first));

        assertThat(Pmask.bitOf(block, 0, 1)).isEqualTo(Integer.decode(bit));
    }

    @Test
    void shouldHaveNoBitForWhatIsTooShortForAType() {
        ByteBuf letters = Unpooled.copiedBuffer("DT", StandardCharsets.US_ASCII);

        assertThat(Pmask.bitOf(letters, 0, 1)).isEqualTo(Pmask.NO_BIT);
        assertThat(Pmask.bitOf(letters, 0, 0)).isEqualTo(Pmask.NO_BIT);
    }
}
