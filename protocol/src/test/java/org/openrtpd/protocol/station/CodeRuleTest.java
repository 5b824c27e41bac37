package org.openrtpd.protocol.station;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeRuleTest {

    @ParameterizedTest
    @CsvSource({"'ABC ',ABC", "' a-b_1 ',AB1", "'\u00E4\u00DF\u0131k',K", "'\u0000\u0000',''", "'',''"})
    void shouldLeaveOfATextWhatACodeMayHave(String text, String code) {
        assertThat(CodeRule.clean(text)).isEqualTo(code);
    }
}
