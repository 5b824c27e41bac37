package org.openrtpd.app.station;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.openrtpd.app.config.SettingSources;
import org.openrtpd.app.terminal.CommandFailed;
import org.openrtpd.protocol.station.CodeRule;
import org.openrtpd.protocol.station.StationMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The options of commands that call channels by the names analysts know. The station file is read at
 * once, so that a mistake is told before any packet.
 */
public final class StationOptions {

    @Spec(Spec.Target.MIXEE) private CommandSpec spec;

    @Option(names = "--stations", paramLabel = "FILE",
            description = "Station file with the names of channels: .toml, .csv, or .map and .txt for"
                    + " lines of unit and station. Without it names are taken from the packets.")
    private Path stations;

    @Option(names = "--network", paramLabel = "CODE", defaultValue = "XX",
            description = "Network of rows that say none, and of units that are in no row.")
    private String network;

    /**
     * Names that also learn from the packets they are shown.
     *
     * @throws picocli.CommandLine.ParameterException when the network is no code
     * @throws CommandFailed when the file is refused, with every mistake
     */
    public ChannelNames open() {
        checkNetwork();
        return stations == null
                ? new ChannelNames(StationMap.empty(network)) : new ChannelNames(file());
    }

    /** The file's names as they are now; thrown as by {@link #open}. */
    public StationMap map() {
        checkNetwork();
        return stations == null ? StationMap.empty(network) : file().map();
    }

    /**
     * The names in force whenever it is asked: the file is read again when it has changed, and on a
     * hang-up signal; thrown as by {@link #open}. One thread at a time asks.
     */
    public Supplier<StationMap> followed() {
        checkNetwork();
        if (stations == null) {
            StationMap empty = StationMap.empty(network);
            return () -> empty;
        }
        StationFile file = file();
        HangUp.listen(file::readAgain);
        return () -> {
            file.poll(System.nanoTime());
            return file.map();
        };
    }

    private void checkNetwork() {
        try {
            CodeRule.NETWORK.check(network);
        } catch (IllegalArgumentException e) {
            throw SettingSources.wrongValue(spec, "--network", network, CodeRule.NETWORK.allowed());
        }
    }

    private StationFile file() {
        try {
            return StationFile.open(stations, network, System.nanoTime());
        } catch (StationFileException e) {
            throw new CommandFailed(e.getMessage(), CommandFailed.WRONG_USAGE);
        }
    }
}
