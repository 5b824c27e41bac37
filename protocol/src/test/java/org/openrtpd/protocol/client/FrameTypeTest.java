package org.openrtpd.protocol.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameTypeTest {

    @ParameterizedTest
    @CsvSource({"0, REFTEK", "1, CMDPKT", "2, NOP", "3, ATTR", "4, SOH", "5, START", "6, STOP",
        "7, FLUSH", "8, BREAK", "9, BUSY", "10, FAULT", "11, PID", "12, CONMSG",
        "13, REFTEK_XTND", "14, CMDPKT_XTND", "15, OOR", "16, UNKNOWN", "65535, UNKNOWN",
        "-1, UNKNOWN"})
    void shouldHaveTheNumbersOfTheVendor(int code, FrameType type) {
        assertThat(FrameType.of(code)).isEqualTo(type);
    }

    @Test
    void shouldFindEveryTypeByItsOwnNumber() {
        for (FrameType type : FrameType.values()) {
            if (type.code() >= 0) {
                assertThat(FrameType.of(type.code())).isEqualTo(type);
            }
        }
    }
}
