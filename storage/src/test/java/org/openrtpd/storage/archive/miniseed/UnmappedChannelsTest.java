package org.openrtpd.storage.archive.miniseed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openrtpd.protocol.station.RecorderNames;
import org.openrtpd.protocol.station.StationEntry;
import org.openrtpd.protocol.station.StationMap;
import org.openrtpd.storage.journal.LogCapture;

/** Record format, section 12: unmapped data go under the fallback, and that is reported. */
class UnmappedChannelsTest {

    private static final int UNIT_9E16 = 0x9E16;
    private static final int UNIT_91F5 = 0x91F5;

    private final LogCapture log = new LogCapture(UnmappedChannels.class);
    private final UnmappedChannels unmapped = new UnmappedChannels();

    @AfterEach
    void close() {
        log.close();
    }

    private static StationMap mapOf(int unit) {
        return StationMap.of("XX", List.of(new StationEntry(unit, StationEntry.ANY, StationEntry.ANY,
                "AM", "REV", "", "", StationEntry.ALWAYS, StationEntry.FOR_EVER, 1)));
    }

    private boolean take(StationMap map, int unit, int streamIndex, int channelIndex) {
        return unmapped.take(map, unit, streamIndex, channelIndex,
                map.name(unit, streamIndex, channelIndex, 0, RecorderNames.NONE));
    }

    @Test
    void shouldTellOnceOfEachChannelThatTheFileDoesNotName() {
        StationMap map = mapOf(UNIT_91F5);

        assertThat(take(map, UNIT_9E16, 0, 2)).isTrue();
        assertThat(take(map, UNIT_9E16, 0, 2)).isTrue();
        assertThat(take(map, UNIT_91F5, 0, 2)).isFalse();

        assertThat(log.lines()).hasSize(2);
        assertThat(log.lines().get(0))
                .startsWith("WARN unit=9E16 stream=1 channel=3 is not in the station file");
        assertThat(log.lines().get(1))
                .startsWith("INFO unit=91F5 stream=1 channel=3").contains("channel derived");
    }

    @Test
    void shouldTellAgainWhenAnotherFileIsInForce() {
        take(mapOf(UNIT_91F5), UNIT_9E16, 0, 0);
        take(mapOf(UNIT_91F5), UNIT_9E16, 0, 0);

        assertThat(log.lines()).hasSize(2);
    }

    @Test
    void shouldTellNothingWithoutAStationFile() {
        assertThat(take(StationMap.empty("XX"), UNIT_9E16, 0, 0)).isTrue();
        assertThat(log.lines()).isEmpty();
    }
}
