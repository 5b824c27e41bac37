package org.openrtpd.app.export;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.openrtpd.app.config.SettingSources;
import org.openrtpd.app.station.StationFile;
import org.openrtpd.app.station.StationFileException;
import org.openrtpd.app.terminal.CommandFailed;
import org.openrtpd.protocol.health.TimingRule;
import org.openrtpd.protocol.health.TimingSettings;
import org.openrtpd.protocol.station.CodeRule;
import org.openrtpd.protocol.station.StationMap;
import org.openrtpd.protocol.trace.SampleRate;
import org.openrtpd.storage.archive.miniseed.MiniseedSettings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options that say what miniSEED records look like and how their channels are called. */
final class RecordOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--stations", paramLabel = "FILE",
            description = "Station file: .toml, .csv, or .map and .txt for lines of unit and station."
                    + " Without it names are taken from the packets.")
    private Path stations;

    @Option(names = "--network", paramLabel = "CODE", defaultValue = "XX",
            description = "Network of rows that say none, and of units that are in no row.")
    private String network;

    @Option(names = "--mseed-version", paramLabel = "2|3", defaultValue = "2",
            description = "Version of miniSEED.")
    private int mseedVersion;

    @Option(names = "--record-length", paramLabel = "512|4096", defaultValue = "512",
            description = "Bytes of a miniSEED record; in version 3 the most that one has.")
    private int recordLength;

    @Option(names = "--timing-rule", paramLabel = "openrtpd|seiscomp", defaultValue = "openrtpd",
            description = "How the timing quality is found, as for rtpd archive.")
    private TimingRule timingRule;

    @Option(names = "--fallback-rate", paramLabel = "SPS",
            description = "Sample rate of streams that nothing else tells it of.")
    private String fallbackRate;

    /** What they say; wrong values are refused. */
    MiniseedSettings settings() {
        Optional<SampleRate> rate = fallbackRate();
        require(mseedVersion == 2 || mseedVersion == 3, "--mseed-version", mseedVersion, "2 or 3");
        require(recordLength == 512 || recordLength == 4096, "--record-length", recordLength,
                "512 or 4096");
        StationMap map = stationMap();
        TimingSettings timing = new TimingSettings(timingRule,
                TimingSettings.SHIPPED_DEFAULT_QUALITY, TimingSettings.UNLOCK_QUALITY);
        // Nothing waits for more here: what is there is written, and the end writes the rest.
        return new MiniseedSettings(
                mseedVersion, recordLength, Duration.ofDays(1), () -> map, timing, rate);
    }

    private Optional<SampleRate> fallbackRate() {
        Optional<SampleRate> rate = Optional.ofNullable(fallbackRate).flatMap(SampleRate::parse);
        require(fallbackRate == null || rate.isPresent(), "--fallback-rate", fallbackRate,
                "samples a second, as 100 or 0.1");
        return rate;
    }

    private StationMap stationMap() {
        try {
            CodeRule.NETWORK.check(network);
        } catch (IllegalArgumentException e) {
            throw SettingSources.wrongValue(spec, "--network", network, "a code: " + e.getMessage());
        }
        try {
            return stations == null ? StationMap.empty(network)
                    : StationFile.open(stations, network, System.nanoTime()).map();
        } catch (StationFileException e) {
            throw new CommandFailed(e.getMessage());
        }
    }

    private void require(boolean good, String option, Object value, String allowed) {
        if (!good) {
            throw SettingSources.wrongValue(spec, option, value, allowed);
        }
    }
}
