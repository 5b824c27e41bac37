package org.openrtpd.app.simulate.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openrtpd.protocol.record.DataFormat;

class StreamPlanTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void shouldReadStreamsInTheirOrderAndFillInWhatIsLeftOut() {
        List<StreamPlan> streams = StreamPlan.parseAll(
                "rate=200 , channels=6; format=c2,record=60s ;aux;rate=0.1,format=16", HOUR);

        assertThat(streams).containsExactly(
                new StreamPlan(0, "STREAM 1", new RecorderRate("200", 5), 6, DataFormat.STEIM1, HOUR),
                new StreamPlan(1, "STREAM 2", new RecorderRate("100", 10), 3, DataFormat.STEIM2,
                        Duration.ofMinutes(1)),
                new StreamPlan(2, "STREAM 3", new RecorderRate("0.1", 10_000), 3, DataFormat.INT16,
                        HOUR),
                StreamPlan.auxiliary());
    }

    @Test
    void shouldHaveMassPositionsInStream9AsRecordersHave8_3() {
        StreamPlan auxiliary = StreamPlan.parseAll("aux", HOUR).get(0);

        assertThat(auxiliary.isAuxiliary()).isTrue();
        assertThat(auxiliary.streamIndex()).isEqualTo(8);
        assertThat(auxiliary.name()).isEqualTo("AUX");
        assertThat(auxiliary.rate().label()).isEqualTo("0.1");
        assertThat(auxiliary.format()).isEqualTo(DataFormat.INT16);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "rate=99                                           | none of a recorder's",
        "rate=100.0                                        | none of a recorder's",
        "channels=0                                        | 1 to 16",
        "channels=17                                       | 1 to 16",
        "channels=x                                        | 1 to 16",
        "format=33                                         | 16, 32, C0 and C2",
        "record=1500ms                                     | whole seconds",
        "record=0                                          | whole seconds",
        "record=2d                                         | up to a day",
        "rate=0.1,record=5s                                | shorter than one sample",
        "record=5                                          | no duration",
        "speed=1                                           | keys are rate, channels",
        "rate                                              | no part of a stream",
        "rate=1;                                           | ok",
        "rate=1;rate=1;rate=1;rate=1;rate=1;rate=1;rate=1;rate=1;rate=1 | up to 8 and aux"})
    void shouldSayWhatIsAllowed(String text, String message) {
        if (message.equals("ok")) {
            assertThat(StreamPlan.parseAll(text, HOUR)).hasSize(1);
        } else {
            assertThatThrownBy(() -> StreamPlan.parseAll(text, HOUR))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
        }
    }

    @ParameterizedTest
    @CsvSource({"1000,1", "500,2", "250,4", "200,5", "125,8", "100,10", "50,20", "40,25", "25,40",
        "20,50", "10,100", "8,125", "5,200", "4,250", "2,500", "1,1000", "0.1,10000"})
    void shouldHaveAnIntervalOfWholeMilliseconds9_2(String label, int intervalMillis) {
        RecorderRate rate = RecorderRate.parse(label);

        assertThat(rate.intervalMillis()).isEqualTo(intervalMillis);
        assertThat(rate.hertz() * intervalMillis).isEqualTo(1000);
    }
}
