package org.openrtpd.app.gaps;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.openrtpd.app.decode.JsonFields;
import org.openrtpd.app.terminal.IsoTime;
import org.openrtpd.protocol.record.UnitId;
import org.openrtpd.protocol.trace.SampleRate;

/** Reports as JSON lines: for each channel its line, then its gaps, then its days. */
final class GapLines {

    private final JsonFields json;

    GapLines(JsonFields json) {
        this.json = json;
    }

    void write(List<ChannelReport> reports) throws IOException {
        for (ChannelReport report : reports) {
            channel(report);
            for (Gap gap : report.walk().gaps()) {
                gap(report, gap);
            }
            if (report.rate().isPresent()) {
                for (DayShare day : report.days()) {
                    day(report, day, report.rate().get());
                }
            }
        }
        json.flush();
    }

    private JsonFields begin(String record, ChannelReport report) throws IOException {
        return json.beginLine(record).text("name", report.name())
                .text("unit", UnitId.format(report.unit()))
                .number("stream", report.streamNumber())
                .number("channel", report.channelNumber());
    }

    private void channel(ChannelReport report) throws IOException {
        begin("channel", report);
        if (report.rate().isPresent()) {
            json.number("rate", report.rate().get().hertz());
        } else {
            json.nothing("rate");
        }
        if (report.walk().first() != null) {
            json.time("start", report.walk().first().startNanos())
                    .time("end", report.walk().reach().endNanos());
        } else {
            json.nothing("start").nothing("end");
        }
        json.number("packets", report.packets().used())
                .number("duplicates", report.packets().duplicates())
                .number("too_late", report.packets().tooLate())
                .number("unusable", report.packets().unusable());
        for (Gap.Kind kind : Gap.Kind.values()) {
            json.number(word(kind) + "s", report.walk().count(kind));
        }
        json.number("unlisted", report.unlisted())
                .number("samples", report.samples()).number("expected", report.expected())
                .number("percent", report.percent());
        json.endLine();
    }

    private void gap(ChannelReport report, Gap gap) throws IOException {
        begin("gap", report).text("kind", word(gap.kind()))
                .time("expected", gap.expectedNanos()).time("found", gap.startNanos())
                .number("ms", gap.millis()).number("samples", gap.samples())
                .text("cause", gap.cause().name().toLowerCase(Locale.ROOT))
                .number("missing_packets", gap.missingPackets());
        json.endLine();
    }

    private void day(ChannelReport report, DayShare day, SampleRate rate) throws IOException {
        begin("day", report).text("day", LocalDate.ofEpochDay(day.firstDay()).toString())
                .text("last_day", LocalDate.ofEpochDay(day.lastDay()).toString())
                .number("samples", day.samples(rate)).number("expected", day.expected(rate))
                .number("percent", day.percent(rate));
        json.endLine();
    }

    private static String word(Gap.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
