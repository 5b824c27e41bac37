package org.openrtpd.app.tail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ColourChoiceTest {

    private static final boolean TERMINAL = true;
    private static final boolean PIPE = false;

    @Test
    void shouldColourOnATerminalOnly() {
        assertThat(ColourChoice.AUTO.colours(TERMINAL, Map.of())).isEqualTo(Colours.ON);
        assertThat(ColourChoice.AUTO.colours(PIPE, Map.of())).isEqualTo(Colours.OFF);
    }

    @Test
    void shouldRespectNoColorAndDumbTerminals() {
        assertThat(ColourChoice.AUTO.colours(TERMINAL, Map.of("NO_COLOR", "1")))
                .isEqualTo(Colours.OFF);
        assertThat(ColourChoice.AUTO.colours(TERMINAL, Map.of("NO_COLOR", "")))
                .isEqualTo(Colours.ON);
        assertThat(ColourChoice.AUTO.colours(TERMINAL, Map.of("TERM", "dumb")))
                .isEqualTo(Colours.OFF);
    }

    @Test
    void shouldDoAsTold() {
        assertThat(ColourChoice.ALWAYS.colours(PIPE, Map.of("NO_COLOR", "1"))).isEqualTo(Colours.ON);
        assertThat(ColourChoice.NEVER.colours(TERMINAL, Map.of())).isEqualTo(Colours.OFF);
    }
}
