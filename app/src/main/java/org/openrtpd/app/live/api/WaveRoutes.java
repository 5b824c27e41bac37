package org.openrtpd.app.live.api;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.openrtpd.app.http.Answer;
import org.openrtpd.app.http.Request;
import org.openrtpd.app.http.RequestRefused;
import org.openrtpd.app.http.Routes;
import org.openrtpd.app.live.history.BusyException;
import org.openrtpd.app.live.history.FrequencyRows;
import org.openrtpd.app.live.history.SampleRun;
import org.openrtpd.app.live.history.Span;
import org.openrtpd.app.live.history.Spectrogram;
import org.openrtpd.app.live.history.WaveReader;
import org.openrtpd.app.live.history.Waveform;
import org.openrtpd.app.live.model.ChannelKey;
import org.openrtpd.app.live.wave.MinMax;

/** Plots of one channel: a waveform, a drum and a spectrogram. */
final class WaveRoutes {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long NANOS_PER_MINUTE = 60 * NANOS_PER_SECOND;
    private static final long NANOS_PER_HOUR = 60 * NANOS_PER_MINUTE;
    private static final long NANOS_PER_DAY = 24 * NANOS_PER_HOUR;
    private static final long LONGEST_WAVE_NANOS = 2 * NANOS_PER_DAY;
    private static final long LONGEST_SPECTROGRAM_NANOS = 6 * NANOS_PER_HOUR;
    private static final int MOST_SAMPLES = 8_000_000;
    private static final int LEVELS = 254;

    private final WaveReader reader;
    private final LongSupplier clock;

    WaveRoutes(WaveReader reader, LongSupplier clock) {
        this.reader = reader;
        this.clock = clock;
    }

    void addTo(Routes routes) {
        routes.slow("/api/v1/waveform", this::waveform)
                .slow("/api/v1/drum", this::drum)
                .slow("/api/v1/spectrogram", this::spectrogram);
    }

    /** A time that is asked for. */
    private record Window(long fromNanos, long untilNanos) {}

    private Window window(Asked asked, long longestNanos) {
        long until = asked.time("until", clock.getAsLong());
        long from = asked.time("from", until - 10 * NANOS_PER_MINUTE);
        if (from >= until || until - from > longestNanos) {
            throw RequestRefused.wrong("from", "from must be before until, by "
                    + longestNanos / NANOS_PER_HOUR + " hours at most");
        }
        return new Window(from, until);
    }

    private Answer waveform(Request request) {
        Asked asked = new Asked(request);
        Window window = window(asked, LONGEST_WAVE_NANOS);
        int points = request.number("points", 1200, 10, 10_000);
        Span span = Span.of(asked.channel(), window.fromNanos, window.untilNanos, points);
        return Answer.json(WaveJson.waveform(span, read(span, reader::read)));
    }

    private static Waveform read(Span span, Function<Span, Optional<Waveform>> reading) {
        try {
            return reading.apply(span).orElseThrow(() -> Asked.noChannel(span.channel()));
        } catch (BusyException e) {
            throw RequestRefused.tooMany(e.getMessage() + "; ask again in a second");
        }
    }

    private Answer drum(Request request) {
        Asked asked = new Asked(request);
        int rowMinutes = request.number("rowMinutes", 30, 10, 60);
        int columns = request.number("columns", 900, 100, 2000);
        if (60 % rowMinutes != 0) {
            throw RequestRefused.wrong("rowMinutes", "rowMinutes must be 10, 15, 20, 30 or 60");
        }
        long day = Math.floorDiv(asked.time("day", clock.getAsLong()), NANOS_PER_DAY)
                * NANOS_PER_DAY;
        long row = rowMinutes * NANOS_PER_MINUTE;
        int rows = (int) (NANOS_PER_DAY / row);
        ChannelKey channel = asked.channel();
        // Bins of whole rows: the column width is cut to what divides the row.
        long step = row / columns;
        while (row % step != 0) {
            step++;
        }
        int perRow = (int) (row / step);
        Span span = new Span(channel, day, step, rows * perRow);
        Waveform waveform = read(span, reader::bins);
        MinMax bins = waveform.bins();
        List<Fields> lines = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            lines.add(WaveJson.bins(new Fields().millis("startMs", day + i * row), bins,
                    i * perRow, (i + 1) * perRow));
        }
        Fields fields = WaveJson.head(waveform.view())
                .put("day", LocalDate.ofEpochDay(day / NANOS_PER_DAY).toString())
                .millis("dayMs", day).put("rowMinutes", rowMinutes).put("columns", perRow)
                .put("stepMs", WaveJson.millis(step))
                .put("source", UnitJson.lower(waveform.source()));
        extremes(fields, bins);
        return Answer.json(WaveJson.known(fields.put("rows", lines), span, waveform));
    }

    private static void extremes(Fields fields, MinMax bins) {
        long low = Long.MAX_VALUE;
        long high = Long.MIN_VALUE;
        double sum = 0;
        int known = 0;
        for (int bin = 0; bin < bins.bins(); bin++) {
            if (bins.has(bin)) {
                low = Math.min(low, bins.min(bin));
                high = Math.max(high, bins.max(bin));
                sum += ((double) bins.min(bin) + bins.max(bin)) / 2;
                known++;
            }
        }
        fields.put("low", known == 0 ? null : low).put("high", known == 0 ? null : high)
                .number("mean", known == 0 ? Double.NaN : sum / known);
    }

    private Answer spectrogram(Request request) {
        Asked asked = new Asked(request);
        Window window = window(asked, LONGEST_SPECTROGRAM_NANOS);
        int columns = request.number("columns", 400, 10, 2000);
        FrequencyRows rows = frequencies(request, request.number("rows", 128, 8, 512));
        long step = (window.untilNanos - window.fromNanos) / columns;
        if (step == 0) {
            throw RequestRefused.wrong("from", "from and until are too near for so many columns");
        }
        Span span = new Span(asked.channel(), window.fromNanos, step, columns);
        Waveform waveform = read(span, reader::samples);
        long samples = waveform.runs().stream().mapToLong(run -> run.samples().length).sum();
        if (samples > MOST_SAMPLES) {
            throw RequestRefused.wrong("from", "from and until are too far apart for the channel's rate");
        }
        List<SampleRun> runs = waveform.runs();
        Spectrogram computed =
                Spectrogram.of(runs, span.fromNanos(), span.untilNanos(), columns, rows);
        List<String> levels = new ArrayList<>();
        for (double[] column : computed.levels()) {
            levels.add(Base64.getEncoder().encodeToString(bytes(column, computed)));
        }
        Optional<Double> highest = waveform.view().rate().map(rate -> rate.hertz() / 2);
        return Answer.json(WaveJson.head(waveform.view())
                .millis("fromMs", span.fromNanos()).millis("untilMs", span.untilNanos())
                .put("stepMs", WaveJson.millis(step)).put("columns", columns)
                .put("rows", rows.rows())
                .put("minHertz", highest.map(hertz -> hertz * rows.lowest()).orElse(null))
                .put("maxHertz", highest.orElse(null))
                .number("lowDb", computed.lowDb()).number("highDb", computed.highDb())
                .put("source", UnitJson.lower(waveform.source()))
                .put("complete", waveform.readUntilNanos() >= span.untilNanos())
                .put("levels", levels));
    }

    private static FrequencyRows frequencies(Request request, int rows) {
        return switch (request.value("scale").orElse("linear")) {
            case "linear" -> FrequencyRows.linear(rows);
            case "log" -> FrequencyRows.logarithmic(rows);
            default -> throw RequestRefused.wrong("scale", "scale must be linear or log");
        };
    }

    /** A byte a row: 0 without data, else 1 for the lowest level to 255 for the highest. */
    private static byte[] bytes(double[] column, Spectrogram computed) {
        byte[] bytes = new byte[column.length];
        double range = Math.max(1e-9, computed.highDb() - computed.lowDb());
        for (int row = 0; row < column.length; row++) {
            if (!Double.isNaN(column[row])) {
                double share = (column[row] - computed.lowDb()) / range;
                bytes[row] = (byte) (1 + Math.round(Math.max(0, Math.min(1, share)) * LEVELS));
            }
        }
        return bytes;
    }
}
