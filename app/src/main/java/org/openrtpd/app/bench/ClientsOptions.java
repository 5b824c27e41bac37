package org.openrtpd.app.bench;

import java.time.Duration;
import java.util.List;
import org.openrtpd.app.bench.clients.ClientsBench;
import org.openrtpd.app.bench.report.Report;
import org.openrtpd.app.bench.target.Workplace;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What {@code rtpd bench clients} can be told. */
final class ClientsOptions {

    /** What RTPD takes unless told otherwise. */
    static final int MOST_CLIENTS = 200;
    private static final long FEWEST_PACKETS = 10_000;
    private static final long MOST_PACKETS = 100_000_000;

    @Spec(Target.MIXEE) private CommandSpec spec;

    @Option(names = "--clients", paramLabel = "N", split = ",", defaultValue = "1,16,64",
            description = "How many client programs read at a time, 1 to 200; one measurement for each.")
    private List<Integer> clients;

    @Option(names = "--packets", paramLabel = "N", defaultValue = "500000",
            description = "Packets in the journal that they read, about 1 KiB each.")
    private long packets;

    @Option(names = "--read-for", paramLabel = "DURATION", defaultValue = "2s",
            description = "Longest time of one round; it ends earlier when all packets are read.")
    private Duration duration;

    void check() {
        Bounds.requireTime(spec, "--read-for", duration);
        Bounds.requireAll(spec, "--clients", clients, 1, MOST_CLIENTS);
        Bounds.require(spec, "--packets", packets, FEWEST_PACKETS, MOST_PACKETS);
    }

    void run(Workplace workplace, Report report, int rounds) {
        new ClientsBench(workplace, report, rounds,
                duration.toMillis(), packets).run(clients);
    }
}
