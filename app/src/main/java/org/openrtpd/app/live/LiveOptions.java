package org.openrtpd.app.live;

import java.time.Duration;
import java.util.Optional;
import org.openrtpd.app.config.SettingSources;
import org.openrtpd.app.config.SizeConverter;
import org.openrtpd.app.live.model.LiveSettings;
import org.openrtpd.app.live.station.Limit;
import org.openrtpd.app.live.station.StationLimits;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that say how much the page knows, and when a station is amber or red. */
public final class LiveOptions {

    private static final double MILLIS_PER_SECOND = 1000;

    @Spec(Spec.Target.MIXEE) private CommandSpec spec;

    @Option(names = "--live-back", paramLabel = "DURATION", defaultValue = "6h",
            description = "How far back the page begins to read the journal when RTPD starts; less"
                    + " where more than 4 million packets came in that time.")
    private Duration back;

    @Option(names = "--live-memory", paramLabel = "SIZE", defaultValue = "256MiB",
            converter = SizeConverter.class,
            description = "Memory for what the page draws, all channels together; of the heap.")
    private long memory;

    @Option(names = "--live-units", paramLabel = "N", defaultValue = "10000",
            description = "Units that have a row on the page; packets of more are counted.")
    private int units;

    @Option(names = "--live-channels", paramLabel = "N", defaultValue = "30000",
            description = "Channels that the page can draw.")
    private int channels;

    @Option(names = "--amber-age", paramLabel = "DURATION", defaultValue = "5m",
            description = "Age of a unit's last packet above which it is amber on the page; here and"
                    + " below, 0 for never.")
    private Duration amberAge;

    @Option(names = "--red-age", paramLabel = "DURATION", defaultValue = "15m",
            description = "Age of the last packet above which a unit is red.")
    private Duration redAge;

    @Option(names = "--amber-latency", paramLabel = "DURATION", defaultValue = "2m",
            description = "Time from the last sample of a packet to its arrival above which a unit is"
                    + " amber, of its fastest stream.")
    private Duration amberLatency;

    @Option(names = "--red-latency", paramLabel = "DURATION", defaultValue = "30m",
            description = "The same for red.")
    private Duration redLatency;

    @Option(names = "--amber-completeness", paramLabel = "PERCENT", defaultValue = "99",
            description = "Completeness of today below which a unit is amber.")
    private double amberCompleteness;

    @Option(names = "--red-completeness", paramLabel = "PERCENT", defaultValue = "90",
            description = "The same for red.")
    private double redCompleteness;

    @Option(names = "--amber-lock-age", paramLabel = "DURATION", defaultValue = "2h",
            description = "Time since the last GPS lock above which a unit is amber.")
    private Duration amberLockAge;

    @Option(names = "--red-lock-age", paramLabel = "DURATION", defaultValue = "1d",
            description = "The same for red.")
    private Duration redLockAge;

    @Option(names = "--amber-supply", paramLabel = "VOLTS", defaultValue = "11.8",
            description = "Supply below which a unit is amber.")
    private double amberSupply;

    @Option(names = "--red-supply", paramLabel = "VOLTS", defaultValue = "11",
            description = "The same for red.")
    private double redSupply;

    @Option(names = "--amber-backup", paramLabel = "VOLTS", defaultValue = "2.8",
            description = "Backup battery below which a unit is amber.")
    private double amberBackup;

    @Option(names = "--red-backup", paramLabel = "VOLTS", defaultValue = "2.2",
            description = "The same for red.")
    private double redBackup;

    @Option(names = "--amber-temperature", paramLabel = "CELSIUS", defaultValue = "60",
            description = "Temperature in the recorder above which it is amber.")
    private double amberTemperature;

    @Option(names = "--red-temperature", paramLabel = "CELSIUS", defaultValue = "75",
            description = "The same for red.")
    private double redTemperature;

    /**
     * What these options say.
     *
     * @throws picocli.CommandLine.ParameterException when a number makes no sense
     */
    public LiveSettings settings() {
        require(units > 0, "--live-units", units);
        require(channels > 0, "--live-channels", channels);
        StationLimits limits = new StationLimits(times(amberAge, redAge),
                times(amberLatency, redLatency), numbers(amberCompleteness, redCompleteness),
                times(amberLockAge, redLockAge), numbers(amberSupply, redSupply),
                numbers(amberBackup, redBackup), numbers(amberTemperature, redTemperature));
        return new LiveSettings(limits, units, channels, memory, back);
    }

    private void require(boolean good, String option, Object value) {
        if (!good) {
            throw SettingSources.wrongValue(spec, option, value, "1 or more");
        }
    }

    private static Limit times(Duration amber, Duration red) {
        return numbers(amber.toMillis() / MILLIS_PER_SECOND, red.toMillis() / MILLIS_PER_SECOND);
    }

    private static Limit numbers(double amber, double red) {
        return new Limit(unlessNever(amber), unlessNever(red));
    }

    private static Optional<Double> unlessNever(double limit) {
        return limit == 0 ? Optional.empty() : Optional.of(limit);
    }
}
