package org.openrtpd.app.bench.clients;

import java.util.List;
import java.util.Optional;
import org.openrtpd.app.bench.report.Line;
import org.openrtpd.app.bench.report.Report;
import org.openrtpd.app.bench.report.Table;
import org.openrtpd.app.bench.target.NaiveLauncher;
import org.openrtpd.app.bench.target.Workplace;

/** What RTPD is measured beside on its way to client programs. */
final class OtherServer {

    private OtherServer() {}

    /** The other server; where it cannot be had, nothing, and the report says so of this part. */
    static Optional<NaiveLauncher> find(Workplace workplace, Report report, String part) {
        Optional<NaiveLauncher> naive = NaiveLauncher.compile(workplace);
        if (naive.isEmpty()) {
            report.add(new Table(part, "client programs", List.of(new Line("not measured", List.of(),
                    List.of("what they are compared with is a C program, and there is no working cc:"
                            + " install a C compiler")))));
        }
        return naive;
    }
}
