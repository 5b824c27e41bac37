package org.openrtpd.app.station;

import java.nio.file.Path;
import org.openrtpd.app.config.SettingSources;
import org.openrtpd.app.terminal.CommandFailed;
import org.openrtpd.protocol.station.CodeRule;
import org.openrtpd.protocol.station.StationMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of commands that call channels by the names analysts know. */
public final class StationOptions {

    @Spec(Spec.Target.MIXEE) private CommandSpec spec;

    @Option(names = "--stations", paramLabel = "FILE",
            description = "Station file with the names of channels: .toml, .csv, or .map and .txt;"
                    + " without it the packets name them.")
    private Path stations;

    @Option(names = "--network", paramLabel = "CODE", defaultValue = "XX",
            description = "Network of units that the station file does not name.")
    private String network;

    /**
     * Names by these options, looked up at once, so that a mistake is told before any packet.
     *
     * @throws picocli.CommandLine.ParameterException when the network is no code
     * @throws CommandFailed when the file is refused, with every mistake
     */
    public ChannelNames open() {
        try {
            CodeRule.NETWORK.check(network);
        } catch (IllegalArgumentException e) {
            throw SettingSources.wrongValue(spec, "--network", network, CodeRule.NETWORK.allowed());
        }
        if (stations == null) {
            return new ChannelNames(StationMap.empty(network));
        }
        try {
            return new ChannelNames(StationFile.open(stations, network, System.nanoTime()));
        } catch (StationFileException e) {
            throw new CommandFailed(e.getMessage());
        }
    }
}
