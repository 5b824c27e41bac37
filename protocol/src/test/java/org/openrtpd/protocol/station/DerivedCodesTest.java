package org.openrtpd.protocol.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Record format, section 12: what stands in the packets, when nobody wrote anything down. */
class DerivedCodesTest {

    private static final int UNIT_9E16 = 0x9E16;
    private static final int UNIT_WITH_FIVE_DIGITS = 0x1A2B3;
    private static final int CHANNELS = 32;

    private static RecorderNames rate(double samplesPerSecond) {
        return new RecorderNames("", "", samplesPerSecond);
    }

    private static RecorderNames code(String code) {
        return new RecorderNames("", code, 100);
    }

    @ParameterizedTest
    @CsvSource({"'ABCD ',ABCD", "ABCDE,ABCDE", "'ab 1 ',AB1", "ABCDEFG,ABCDE", "'    ',9E16",
        "'--- ',9E16", "'',9E16"})
    void shouldTakeTheStationOfTheEventHeaderAndElseTheUnit(String name, String station) {
        assertThat(DerivedCodes.station(UNIT_9E16, new RecorderNames(name, "", 100)))
                .isEqualTo(station);
    }

    @Test
    void shouldHaveRoomForAUnitOfFiveDigits() {
        assertThat(DerivedCodes.station(UNIT_WITH_FIVE_DIGITS, RecorderNames.NONE)).isEqualTo("1A2B3");
        assertThat(DerivedCodes.station(0x1, RecorderNames.NONE)).isEqualTo("0001");
    }

    @Test
    void shouldTakeTheChannelCodeOfTheEventHeader() {
        assertThat(DerivedCodes.channel(0, 0, code("EHZ "))).isEqualTo("EHZ");
        assertThat(DerivedCodes.channel(0, 0, code("ehz\0"))).isEqualTo("EHZ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "    ", "Z", "HZ", "HHZ1", "????"})
    void shouldTakeNoChannelCodeThatIsNone(String code) {
        assertThat(DerivedCodes.channel(0, 2, code(code))).isEqualTo("HHE");
    }

    @ParameterizedTest
    @CsvSource({"100,0,HHZ", "100,1,HHN", "100,2,HHE", "100,3,HH4", "40,0,BHZ", "1,2,LHE", "500,0,CHZ"})
    void shouldNameBandInstrumentAndComponent(double rate, int channelIndex, String code) {
        assertThat(DerivedCodes.channel(0, channelIndex, rate(rate))).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"0,VM1", "1,VM2", "2,VM3", "5,VM6"})
    void shouldNameTheAuxiliaryStreamMassPositions(int channelIndex, String code) {
        assertThat(DerivedCodes.channel(DerivedCodes.AUXILIARY_STREAM_INDEX, channelIndex, rate(0.1)))
                .isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN})
    void shouldNumberTheChannelWhileNoRateIsKnown(double rate) {
        assertThat(DerivedCodes.channel(0, 0, rate(rate))).isEqualTo("001");
        assertThat(DerivedCodes.channel(8, 31, rate(rate))).isEqualTo("032");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, DerivedCodes.AUXILIARY_STREAM_INDEX})
    void shouldNameNoTwoChannelsOfAStreamAlike(int streamIndex) {
        Set<String> codes = new HashSet<>();
        for (int channel = 0; channel < CHANNELS; channel++) {
            codes.add(DerivedCodes.channel(streamIndex, channel, rate(100)));
        }

        assertThat(codes).hasSize(CHANNELS).allMatch(CodeRule.CHANNEL::fits);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 32, 99, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void shouldNameChannelsThatNoRecorderHas(int channelIndex) {
        assertThat(CodeRule.CHANNEL.fits(DerivedCodes.channel(0, channelIndex, rate(100)))).isTrue();
    }
}
