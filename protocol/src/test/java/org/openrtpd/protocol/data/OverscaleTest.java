package org.openrtpd.protocol.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Record format, section 4.9. */
class OverscaleTest {

    @Test
    void shouldSeeBitsThatAreUnlikeTheSign() {
        assertThat(Overscale.isMarked(0x0FFF_FFFF)).isFalse();
        assertThat(Overscale.isMarked(0x1000_0000)).isTrue();
        assertThat(Overscale.isMarked(0x4000_0000)).isTrue();
        assertThat(Overscale.isMarked(0xF000_0000)).isFalse();
        assertThat(Overscale.isMarked(0xE000_0000)).isTrue();
        assertThat(Overscale.isMarked(0x8000_0000)).isTrue();
    }

    @Test
    void shouldCleanWhatItMarks() {
        for (int sample : new int[] {0, 1, -1, 8_388_607, -8_388_608, 0x0FFF_FFFF, 0xF000_0000}) {
            assertThat(Overscale.isMarked(Overscale.mark(sample))).isTrue();
            assertThat(Overscale.mark(sample) >>> 31).isEqualTo(sample >>> 31);
            assertThat(Overscale.clean(Overscale.mark(sample))).isEqualTo(sample);
            assertThat(Overscale.clean(sample)).isEqualTo(sample);
        }
    }
}
