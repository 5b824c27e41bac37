package org.openrtpd.app.miniseed;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.openrtpd.app.config.SettingSources;
import org.openrtpd.protocol.health.TimingRule;
import org.openrtpd.protocol.health.TimingSettings;
import org.openrtpd.protocol.station.StationMap;
import org.openrtpd.protocol.trace.SampleRate;
import org.openrtpd.storage.archive.miniseed.MiniseedSettings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options that say what miniSEED records look like. */
public final class RecordOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--mseed-version", paramLabel = "2|3", defaultValue = "2",
            description = "Version of miniSEED.")
    private int mseedVersion;

    @Option(names = "--record-length", paramLabel = "512|4096", defaultValue = "512",
            description = "Bytes of a miniSEED record; in version 3 the most that one has.")
    private int recordLength;

    @Option(names = "--timing-rule", paramLabel = "openrtpd|seiscomp", defaultValue = "openrtpd",
            description = "How the timing quality is found: line by line with ageing, or as"
                    + " SeisComP's plugin does.")
    private TimingRule timingRule;

    @Option(names = "--fallback-rate", paramLabel = "SPS",
            description = "Sample rate of streams that nothing else tells it of. Without it their"
                    + " samples are written with rate 0.")
    private String fallbackRate;

    /**
     * What they say.
     *
     * @param flushAfter how long a record waits for more samples
     * @param map names of channels, the ones in force whenever it is asked
     * @throws picocli.CommandLine.ParameterException when a value is not allowed
     */
    public MiniseedSettings settings(Duration flushAfter, Supplier<StationMap> map) {
        require(mseedVersion == 2 || mseedVersion == 3, "--mseed-version", mseedVersion, "2 or 3");
        require(recordLength == 512 || recordLength == 4096, "--record-length", recordLength,
                "512 or 4096");
        Optional<SampleRate> rate = Optional.ofNullable(fallbackRate).flatMap(SampleRate::parse);
        require(fallbackRate == null || rate.isPresent(), "--fallback-rate", fallbackRate,
                "samples a second, as 100 or 0.1");
        TimingSettings timing = new TimingSettings(timingRule,
                TimingSettings.SHIPPED_DEFAULT_QUALITY, TimingSettings.UNLOCK_QUALITY);
        return new MiniseedSettings(mseedVersion, recordLength, flushAfter, map, timing, rate);
    }

    private void require(boolean good, String option, Object value, String allowed) {
        if (!good) {
            throw SettingSources.wrongValue(spec, option, value, allowed);
        }
    }
}
