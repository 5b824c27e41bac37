package org.openrtpd.app.gaps;

import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.openrtpd.app.terminal.IsoTime;
import org.openrtpd.protocol.record.UnitId;
import org.openrtpd.protocol.trace.SampleRate;

/** Reports as two tables for people: what was found, and how complete each day is. */
final class GapTable {

    private static final String GAP_ROW = "%-16s %-8s %-5s %-7s %-24s %-24s %12s %12s  %s%n";
    private static final String DAY_ROW = "%-16s %-8s %-5s %-22s %7s %12s %12s%n";
    private static final String UNKNOWN_RATE =
            "%-16s %-8s %-5s the rate is not known, so nothing can be said of %d packets%n";

    private final PrintWriter out;

    GapTable(PrintWriter out) {
        this.out = out;
    }

    void write(List<ChannelReport> reports) {
        if (reports.stream().anyMatch(report -> report.count() > 0)) {
            row(GAP_ROW, "CHANNEL", "UNIT", "ST.CH", "WHAT", "EXPECTED", "FOUND", "MS", "SAMPLES",
                    "WHY");
            reports.forEach(this::gaps);
            out.println();
        }
        row(DAY_ROW, "CHANNEL", "UNIT", "ST.CH", "DAY", "PERCENT", "SAMPLES", "EXPECTED");
        reports.forEach(this::days);
    }

    private void gaps(ChannelReport report) {
        for (Gap gap : report.walk().gaps()) {
            row(GAP_ROW, report.name(), unit(report), place(report),
                    gap.kind().name().toLowerCase(Locale.ROOT),
                    IsoTime.millis(gap.expectedNanos()), IsoTime.millis(gap.startNanos()),
                    String.format("%+d", gap.millis()), String.format("%+d", gap.samples()),
                    why(gap));
        }
        if (report.unlisted() > 0) {
            out.println(report.name() + ": " + report.unlisted()
                    + " more are not listed; --limit lists more");
        }
    }

    private static String why(Gap gap) {
        return gap.cause() == GapCause.LOST_PACKETS
                ? gap.missingPackets() + " or more " + gap.cause().words() : gap.cause().words();
    }

    private void days(ChannelReport report) {
        if (report.rate().isEmpty()) {
            row(UNKNOWN_RATE, report.name(), unit(report), place(report),
                    report.packets().unusable());
            return;
        }
        SampleRate rate = report.rate().get();
        for (DayShare day : report.days()) {
            row(DAY_ROW, report.name(), unit(report), place(report), date(day),
                    String.format(Locale.ROOT, "%.2f", day.percent(rate)),
                    day.samples(rate), day.expected(rate));
        }
    }

    private static String date(DayShare day) {
        String first = LocalDate.ofEpochDay(day.firstDay()).toString();
        return day.firstDay() == day.lastDay()
                ? first : first + ".." + LocalDate.ofEpochDay(day.lastDay());
    }

    private static String unit(ChannelReport report) {
        return UnitId.format(report.unit());
    }

    private static String place(ChannelReport report) {
        return report.streamNumber() + "." + report.channelNumber();
    }

    private void row(String format, Object... values) {
        out.printf(Locale.ROOT, format, values);
    }
}
