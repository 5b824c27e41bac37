package org.openrtpd.protocol.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Record format, sections 2.5 and 7. */
class SohPacketTest {

    /** SH with a byte count to be put into it. */
    private static TestPacket packet(String byteCount, String text) {
        return new TestPacket("5348 00 26 9f3c 291071530250 " + byteCount + " 0000").text(24, text);
    }

    private static SohPacket soh(TestPacket packet) {
        return new SohPacket().wrap(packet.bytes(), TestPacket.START);
    }

    @Test
    void shouldSplitLinesAtEitherEnd() {
        SohPacket soh = soh(packet("1024", "291:07:15:30 A\r\n\r\n291:07:15:31 B\n \t \rC\r\n"));

        assertThat(soh.lines()).containsExactly("291:07:15:30 A", "291:07:15:31 B", "C");
        assertThat(soh.isOpenEnded()).isFalse();
    }

    @Test
    void shouldTellThatALineMayGoOnInTheNextPacket() {
        assertThat(soh(packet("1024", "A\r\n291:07:1")).isOpenEnded()).isTrue();
        assertThat(soh(packet("1024", "A\r\n")).isOpenEnded()).isFalse();
        assertThat(soh(packet("1024", "")).isOpenEnded()).isFalse();
    }

    @Test
    void shouldEndTheTextAtTheByteCount() {
        assertThat(soh(packet("0027", "ABCDE")).text()).isEqualTo("ABC");
        assertThat(soh(packet("0024", "ABCDE")).text()).isEmpty();
    }

    /** Section 13: a byte count outside 24-1024 is treated as 1024. */
    @Test
    void shouldTakeAllTextWhenTheByteCountIsNone() {
        assertThat(soh(packet("0023", "ABCDE")).text()).isEqualTo("ABCDE");
        assertThat(soh(packet("1025", "ABCDE")).text()).isEqualTo("ABCDE");
        assertThat(soh(packet("0a00", "ABCDE")).text()).isEqualTo("ABCDE");
    }

    @Test
    void shouldTakeNulAsBlankAndEveryByteAsACharacter() {
        assertThat(soh(packet("1024", "A\0\u00e9\0\0")).text()).isEqualTo("A \u00e9");
    }
}
