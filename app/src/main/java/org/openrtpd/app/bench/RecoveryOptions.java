package org.openrtpd.app.bench;

import java.util.List;
import org.openrtpd.app.bench.journal.RecoveryBench;
import org.openrtpd.app.bench.report.Report;
import org.openrtpd.app.bench.target.Workplace;
import org.openrtpd.app.config.SizeConverter;
import picocli.CommandLine.Option;

/** What {@code rtpd bench recovery} can be told. */
final class RecoveryOptions {

    @Option(names = "--sizes", paramLabel = "SIZE", split = ",", defaultValue = "0,1GiB,8GiB",
            converter = SizeConverter.class,
            description = "Sizes of the journals on which RTPD starts; one measurement for each. They lie on"
                    + " the disk for a while.")
    private List<Long> sizes;

    void run(Workplace workplace, Report report, int rounds) {
        new RecoveryBench(workplace, report, rounds).run(sizes);
    }
}
