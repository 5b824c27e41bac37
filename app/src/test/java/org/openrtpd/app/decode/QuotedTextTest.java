package org.openrtpd.app.decode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuotedTextTest {

    @Test
    void shouldQuoteAndEscapeAsTheReferenceDecoderDoes() {
        assertThat(QuotedText.of("")).isEqualTo("''");
        assertThat(QuotedText.of("1 0")).isEqualTo("'1 0'");
        assertThat(QuotedText.of("a'b")).isEqualTo("\"a'b\"");
        assertThat(QuotedText.of("a'b\"")).isEqualTo("'a\\'b\"'");
        assertThat(QuotedText.of("a\"b")).isEqualTo("'a\"b'");
        assertThat(QuotedText.of("\\\t\n\r")).isEqualTo("'\\\\\\t\\n\\r'");
        assertThat(QuotedText.of("\0\u007f\u0085\u00a0\u00ad")).isEqualTo("'\\x00\\x7f\\x85\\xa0\\xad'");
        assertThat(QuotedText.of("\u00a1\u00e9")).isEqualTo("'\u00a1\u00e9'");
    }
}
