package org.openrtpd.app.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.openrtpd.app.terminal.CommandFailed;

class PacketPlacesTest {

    private static final long BASE = 1_772_359_200_000L;
    private static final long CENTURY_MILLIS = 100L * 365 * 86_400_000;

    @Test
    void shouldStandInTheOrderOfTheJournalUntilSorted() {
        PacketPlaces places = new PacketPlaces(BASE);
        places.add(BASE + 5, 70);
        places.add(BASE + 3, 71);

        assertThat(order(places)).containsExactly(70, 71);
    }

    @Test
    void shouldSortByTimeAndWithinAMillisecondByTheJournal() {
        PacketPlaces places = new PacketPlaces(BASE);
        places.add(BASE + 5, 70);
        places.add(BASE + 3, 71);
        places.add(BASE + 5, 72);
        places.add(BASE, 73);
        places.sortByTime();

        assertThat(order(places)).containsExactly(73, 71, 70, 72);
        assertThat(places.millis(1)).isEqualTo(BASE + 3);
    }

    @Test
    void shouldBringTimesOutOfRangeToItsEnds() {
        PacketPlaces places = new PacketPlaces(BASE);
        places.add(BASE + CENTURY_MILLIS, 70);
        places.add(BASE + 1, 71);
        places.add(0, 72);
        places.sortByTime();

        assertThat(order(places)).containsExactly(72, 71, 70);
    }

    @Test
    void shouldGrow() {
        PacketPlaces places = new PacketPlaces(BASE);
        IntStream.range(0, 5000).forEach(i -> places.add(BASE + 5000 - i, i));
        places.sortByTime();

        assertThat(places.count()).isEqualTo(5000);
        assertThat(places.journalIndex(0)).isEqualTo(4999);
    }

    @Test
    void shouldRefuseMorePacketsThanItsLimitAndSayWhatToDo() {
        PacketPlaces places = new PacketPlaces(BASE, 2);
        places.add(BASE, 70);
        places.add(BASE, 71);

        assertThatThrownBy(() -> places.add(BASE, 72)).isInstanceOf(CommandFailed.class)
                .hasMessageContaining("more than 2 packets").hasMessageContaining("shorter span");
    }

    private static long[] order(PacketPlaces places) {
        return IntStream.range(0, places.count()).mapToLong(places::journalIndex).toArray();
    }
}
