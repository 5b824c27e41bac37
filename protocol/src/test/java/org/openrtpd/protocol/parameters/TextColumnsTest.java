package org.openrtpd.protocol.parameters;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openrtpd.protocol.record.TextColumn;

/** Record format, section 8: every row of the tables, name, offset and size. */
class TextColumnsTest {

    private static String rows(TextColumn[] columns) {
        return Arrays.stream(columns)
                .map(c -> c.offset() + " " + c.label() + " " + c.length())
                .collect(Collectors.joining(", "));
    }

    /** Section 8.1. */
    @Test
    void shouldHaveTheFieldsOfAStation() {
        assertThat(rows(StationColumn.values())).isEqualTo("16 experiment_number 2, 18 experiment_name 24,"
                + " 42 experiment_comment 40, 82 station_number 4, 86 station_name 24,"
                + " 110 station_comment 40, 150 das_model 12, 162 das_serial 12,"
                + " 174 experiment_start 14, 188 clock_type 4, 192 clock_serial 10");
        assertThat(rows(StationChannelColumn.values())).isEqualTo("0 number 2, 2 name 10, 12 azimuth 10,"
                + " 22 inclination 10, 32 x 10, 42 y 10, 52 z 10, 62 xy_units 4, 66 z_units 4,"
                + " 70 preamp_gain 4, 74 sensor_model 12, 86 sensor_serial 12, 98 comment 40,"
                + " 138 nominal_bit_weight 8");
    }

    /** Sections 8.2 and 8.3. */
    @Test
    void shouldHaveTheFieldsOfStreamsAndAuxiliaryData() {
        assertThat(rows(StreamColumn.values())).isEqualTo(
                "0 stream 2, 2 name 16, 42 rate 4, 46 format 2, 64 trigger_type 4");
        assertThat(rows(AuxiliaryColumn.values())).isEqualTo(
                "16 marker 2, 34 sample_period_s 8, 42 data_format 2, 44 record_length_s 8");
    }

    /** Section 8.4. */
    @Test
    void shouldHaveTheFieldsOfCalibration() {
        assertThat(rows(OldCalibrationColumn.values())).isEqualTo("16 start 14, 30 repeat 8, 38 intervals 4,"
                + " 42 length 8, 50 step 4, 54 step_period 8, 62 step_size 8, 70 step_amplitude 8,"
                + " 78 step_output 4");
        assertThat(rows(AutoCenterColumn.values())).isEqualTo("0 sensor 1, 1 enable 1, 2 reading_interval 4,"
                + " 6 cycle_interval 2, 8 level 4, 12 attempts 2, 14 attempt_interval 2");
        assertThat(rows(CalibrationSignalColumn.values())).isEqualTo("0 sensor 1, 1 enable 1, 4 duration 4,"
                + " 8 amplitude 4, 12 signal 4, 16 step_interval 4, 20 step_width 4, 24 sine_frequency 4");
        assertThat(rows(CalibrationSequenceColumn.values())).isEqualTo("0 sequence 1, 1 enable 1, 4 start 14,"
                + " 18 interval 8, 26 count 2, 28 record_length 8, 36 sensor 4");
    }

    /** Section 8.5. */
    @Test
    void shouldHaveTheFieldsOfTheOperatingMode() {
        assertThat(rows(OperatingModeColumn.values())).isEqualTo("16 power_state 2, 18 recording_mode 2,"
                + " 24 auto_dump_on_et 1, 26 auto_dump_threshold 2, 28 power_down_delay 4,"
                + " 32 disk_wrap 1, 34 disk_power 1, 35 terminator_power 1, 36 disk_retry 1,"
                + " 50 wakeup_start 12, 62 wakeup_duration 6, 68 wakeup_repeat 6,"
                + " 74 wakeup_intervals 2");
    }

    /** Section 8.2, trigger descriptions. */
    @Test
    void shouldHaveTheSettingsOfEveryTrigger() {
        List<String> triggers = Stream.of(TriggerType.values()).map(type -> type + ": "
                + type.columns().stream().map(c -> c.offset() + " " + c.field().label() + " "
                        + (c.isList() ? c.count() + "x" : "") + c.length())
                        .collect(Collectors.joining(", "))).toList();

        assertThat(triggers).containsExactly(
                "CON: 0 record_length 8, 8 start_time 14",
                "CRS: 0 trigger_stream 2, 2 pretrigger 8, 10 record_length 8",
                "EVT: 0 trigger_channels 16, 16 min_channels 2, 18 window 8, 26 pretrigger 8,"
                        + " 34 posttrigger 8, 42 record_length 8, 58 sta 8, 66 lta 8,"
                        + " 74 mean_removal 8, 82 trigger_ratio 8, 90 detrigger_ratio 8,"
                        + " 98 lta_hold 4, 102 low_pass 4, 106 high_pass 4",
                "EXT: 0 pretrigger 8, 8 record_length 8",
                "RAD: 0 pretrigger 8, 8 record_length 8",
                "LEV: 0 level 8, 8 pretrigger 8, 16 record_length 8, 24 low_pass 4, 28 high_pass 4",
                "LVL: 0 level 8, 8 pretrigger 8, 16 record_length 8, 24 low_pass 4, 28 high_pass 4",
                "TIM: 0 start_time 14, 14 repeat 8, 22 intervals 4, 34 record_length 8",
                "TML: 0 start_times 11x14, 154 record_length 8",
                "VOT: 0 pretrigger 8, 8 posttrigger 8, 16 record_length 8, 24 level_units 1,"
                        + " 28 channels 6, 34 votes 6, 40 levels 6x8, 88 min_votes 2, 90 window 8,"
                        + " 98 detrigger_votes 6, 104 detrigger_levels 6x8,"
                        + " 152 detrigger_min_votes 2, 154 low_pass 4, 158 high_pass 4",
                "OTHER: ");
    }
}
