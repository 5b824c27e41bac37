package org.openrtpd.app.station;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.openrtpd.app.config.SettingSources;
import org.openrtpd.protocol.station.CodeRule;
import org.openrtpd.protocol.station.StationEntry;
import org.openrtpd.protocol.station.StationMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rtpd stations}: shows what a station file says, and tries one before it is used. */
@Command(
        name = "stations",
        description = "Show what a station file says: which unit, stream and channel is which"
                + " network, station, location and channel, and when.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        showDefaultValues = true,
        footer = {"", "Exit code 1 when the file is refused; every mistake is said with its line."
            + " What is (derived) is named by what the packets say, see docs/stations.md."})
public final class StationsCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Option(names = "--stations", paramLabel = "FILE",
            description = "Station file: .toml, .csv, or .map and .txt for lines of unit and"
                    + " station. Required.")
    private Path stations;

    @Option(names = "--network", paramLabel = "CODE", defaultValue = "XX",
            description = "Network of rows that say none, and of units that are in no row.")
    private String network;

    @Option(names = "--check", description = "Only say whether the file is good, and what is not.")
    private boolean check;

    @Option(names = "--config", paramLabel = "FILE",
            description = "Configuration file (TOML) with these options in its table [stations].")
    private Path config;

    @Override
    public Integer call() {
        if (stations == null) {
            throw new ParameterException(
                    spec.commandLine(), "missing --stations FILE, the station file");
        }
        try {
            CodeRule.NETWORK.check(network);
        } catch (IllegalArgumentException e) {
            throw SettingSources.wrongValue(spec, "--network", network, CodeRule.NETWORK.allowed());
        }
        StationReading reading = StationReading.of(stations, network);
        if (reading.map().isEmpty()) {
            PrintWriter err = spec.commandLine().getErr();
            reading.mistakes().forEach(err::println);
            return 1;
        }
        PrintWriter out = spec.commandLine().getOut();
        StationMap map = reading.map().get();
        if (check) {
            long units = map.entries().stream().mapToInt(StationEntry::unit).distinct().count();
            out.println(stations + ": good, units=" + units
                    + " entries=" + map.entries().size());
        } else {
            StationTable.of(map).forEach(out::println);
        }
        return 0;
    }
}
