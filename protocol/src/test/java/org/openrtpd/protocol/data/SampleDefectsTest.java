package org.openrtpd.protocol.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleDefectsTest {

    private final SampleDefects defects = new SampleDefects();

    @Test
    void shouldHoldEachDefectOnce() {
        defects.add(SampleDefect.SURPLUS);
        defects.add(SampleDefect.TRUNCATED);
        defects.add(SampleDefect.SURPLUS);

        List<SampleDefect> given = new ArrayList<>();
        defects.forEach(given::add);
        assertThat(given).containsExactly(SampleDefect.TRUNCATED, SampleDefect.SURPLUS);
        assertThat(defects.size()).isEqualTo(2);
        assertThat(defects.has(SampleDefect.SURPLUS)).isTrue();
        assertThat(defects.has(SampleDefect.SHORT)).isFalse();
        assertThat(defects).hasToString("[TRUNCATED, SURPLUS]");
    }

    @Test
    void shouldBeEmptyAgainWhenCleared() {
        defects.add(SampleDefect.SHORT);
        assertThat(defects.isEmpty()).isFalse();

        defects.clear();

        assertThat(defects.isEmpty()).isTrue();
        assertThat(defects).hasToString("[]");
    }

    @Test
    void shouldSayOfEachDefectWhatItMeans() {
        for (SampleDefect defect : SampleDefect.values()) {
            assertThat(defect.meaning()).matches("(has|is|does|ends) .+[a-z]");
        }
    }
}
