package org.openrtpd.protocol.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Record format, section 6.9. */
class PositionTest {

    @Test
    void shouldReadAllFourQuarters() {
        Position north = Position.of("N 4807.311E01235.830+00547");
        Position south = Position.of("S 4807.311W01235.830-00547");

        assertThat(north.latitude()).isEqualTo(48.12185, within(1e-9));
        assertThat(north.longitude()).isEqualTo(12.5971667, within(1e-7));
        assertThat(north.altitudeMetres()).isEqualTo(547);
        assertThat(south.latitude()).isEqualTo(-48.12185, within(1e-9));
        assertThat(south.longitude()).isEqualTo(-12.5971667, within(1e-7));
        assertThat(south.altitudeMetres()).isEqualTo(-547);
    }

    @Test
    void shouldTellNoFixFromWhatCannotBeRead() {
        assertThat(Position.of(" ".repeat(26))).isEqualTo(Position.NONE);
        assertThat(Position.of("N 48x7.311E01235.830+00547")).isEqualTo(Position.UNREADABLE);
        assertThat(Position.of("N 4807.311E0 235.830+00547")).isEqualTo(Position.UNREADABLE);
        assertThat(Position.of("N 4807.311E01235.830+0054\0")).isEqualTo(Position.UNREADABLE);
        assertThat(Position.of("N 4807.3\u00e91E01235.830+00547")).isEqualTo(Position.UNREADABLE);
        assertThat(Position.of("N 487e.311E01235.830+00547")).isEqualTo(Position.UNREADABLE);
        assertThat(Position.NONE.isKnown()).isFalse();
        assertThat(Position.UNREADABLE.isKnown()).isFalse();
    }
}
