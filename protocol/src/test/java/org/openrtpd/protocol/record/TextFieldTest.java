package org.openrtpd.protocol.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Record format, section 1: text is padded with blanks, and a NUL is one. */
class TextFieldTest {

    private static final int AT = TestPacket.START + 100;

    private final TestPacket packet = new TestPacket("");

    @Test
    void shouldTrimBlanksAndNulsOnBothSides() {
        packet.text(100, " \0a b\0 ");

        assertThat(TextField.trimmed(packet.bytes(), AT, 7)).isEqualTo("a b");
        assertThat(TextField.trimmedBehind(packet.bytes(), AT, 7)).isEqualTo(" \0a b");
        assertThat(TextField.raw(packet.bytes(), AT, 7)).isEqualTo(" \0a b\0 ");
        assertThat(TextField.trimmed(packet.bytes(), AT, 2)).isEmpty();
        assertThat(TextField.isUnset(packet.bytes(), AT, 2)).isTrue();
        assertThat(TextField.isUnset(packet.bytes(), AT, 3)).isFalse();
    }

    @Test
    void shouldTakeEveryByteAsACharacter() {
        packet.hex(100, "e9b5ff80");

        assertThat(TextField.trimmed(packet.bytes(), AT, 4)).isEqualTo("\u00e9\u00b5\u00ff\u0080");
    }

    @Test
    void shouldTellBlanksOnPaper() {
        assertThat(TextField.isSpace(" \t\r\n\u000b\f\u001c\u001f\u0085\u00a0")).isTrue();
        assertThat(TextField.isSpace("")).isTrue();
        assertThat(TextField.isSpace(" \0")).isFalse();
        assertThat(TextField.isSpace(" . ")).isFalse();
    }
}
