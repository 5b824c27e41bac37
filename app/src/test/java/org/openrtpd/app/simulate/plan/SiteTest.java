package org.openrtpd.app.simulate.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SiteTest {

    private static final int SITES = 500;

    @Test
    void shouldStandSomewhereInTheNetworkAndAlwaysThere() {
        for (int number = 1; number <= SITES; number++) {
            Site site = Site.of(3, number, 0x9000 + number);

            assertThat(StrictMath.hypot(site.eastKm(), site.northKm()))
                    .isLessThanOrEqualTo(Site.NETWORK_RADIUS_KM);
            assertThat(site.altitudeMetres()).isBetween(300, 2500);
            assertThat(site.noise()).isBetween(0.5, 3.0);
            assertThat(site.station()).hasSizeLessThanOrEqualTo(5);
            assertThat(Site.of(3, number, 0x9000 + number)).isEqualTo(site);
            assertThat(Site.of(4, number, 0x9000 + number)).isNotEqualTo(site);
        }
    }

    @Test
    void shouldWriteItsPositionAsEventHeadersDo6_9() {
        Site site = new Site("S001", 0, 0, 206, 1);

        assertThat(site.eventPosition()).hasSize(26).isEqualTo("N 4645.000E00951.000+00206");
    }

    @Test
    void shouldWriteItsPositionAsTheLogDoes10() {
        Site site = new Site("S001", 10, -10, 1610, 1);

        assertThat(site.logPosition()).isEqualTo("N46:39:36.24 E009:58:52.51 +01610M")
                .matches("([NS])(\\d+):(\\d+):([\\d.]+)\\s+([EW])(\\d+):(\\d+):([\\d.]+)\\s+"
                        + "([+-]?\\d+)\\s*M");
    }
}
