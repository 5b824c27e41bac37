package org.openrtpd.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.openrtpd.app.live.station.Facts;
import org.openrtpd.app.live.station.StationLimits;
import org.openrtpd.app.live.station.UnitRow;

class UnitTextTest {

    private static final OptionalDouble UNKNOWN = OptionalDouble.empty();
    private static final Facts ONLY_AGE =
            new Facts(OptionalDouble.of(1.5), UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN);

    private final UnitText units = new UnitText();

    private static UnitRow row(String station, Facts facts) {
        return new UnitRow(1, 0x9E16, "XX", station, facts.against(StationLimits.DEFAULTS), facts,
                new UnitRow.Traffic(0, Optional.empty(), 0, 0, 0, List.of(), 0),
                new UnitRow.Clock(Optional.empty(), Optional.empty(), Optional.empty(), UNKNOWN),
                List.of(), 0, 0);
    }

    private String text(UnitRow... rows) {
        StringBuilder text = new StringBuilder();
        units.appendTo(text, List.of(rows));
        return text.toString();
    }

    @Test
    void shouldWriteOnlyWhatIsKnown() {
        assertThat(text(row("ABC", ONLY_AGE))).isEqualTo("""
                # HELP rtpd_unit_last_packet_age_seconds Time since the last packet of a unit
                # TYPE rtpd_unit_last_packet_age_seconds gauge
                rtpd_unit_last_packet_age_seconds{station="XX.ABC",unit="9E16"} 1.5
                """);
        assertThat(text()).isEmpty();
    }

    @Test
    void shouldLetNoNameEndItsLabelOrItsLine() {
        String text = text(row("A\"} 1\n\\", ONLY_AGE));

        assertThat(text.lines()).hasSize(3)
                .last().isEqualTo("rtpd_unit_last_packet_age_seconds"
                        + "{station=\"XX.A\\\"} 1\\n\\\\\",unit=\"9E16\"} 1.5");
    }

    @Test
    void shouldCallAUnitByItsNewNameWhenThatChanges() {
        assertThat(text(row("ABC", ONLY_AGE))).contains("XX.ABC");

        assertThat(text(row("DEF", ONLY_AGE))).contains("XX.DEF").doesNotContain("ABC");
    }

    @Test
    void shouldGiveCompletenessAsARatio() {
        Facts facts = new Facts(
                UNKNOWN, UNKNOWN, OptionalDouble.of(99.75), UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN);

        assertThat(text(row("ABC", facts)))
                .contains("rtpd_unit_completeness_ratio{station=\"XX.ABC\",unit=\"9E16\"} 0.9975\n");
    }
}
