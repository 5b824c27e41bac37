package org.openrtpd.app.live.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.openrtpd.app.live.model.LiveLoop;
import org.openrtpd.app.live.wave.MinMax;
import org.openrtpd.storage.journal.JournalTailer;

/**
 * Reads what plots show. Bins come from memory where it has them, samples and narrow bins from the
 * journal, where places of packets are known or a search is short. Any thread; waits for the model,
 * and for others that read the journal.
 */
public final class WaveReader {

    /** How many read the journal at a time: it is the same disk that packets are written to. */
    private static final int READERS = 2;

    private static final long WAIT_SECONDS = 3;

    private final LiveLoop loop;
    private final Supplier<JournalTailer> tailers;
    private final Semaphore readers = new Semaphore(READERS, true);

    /** @param tailers open a tailer of the journal each time */
    public WaveReader(LiveLoop loop, Supplier<JournalTailer> tailers) {
        this.loop = loop;
        this.tailers = tailers;
    }

    /**
     * Bins of a time, or all samples when they are no more than its bins.
     *
     * @return empty when there is no such channel
     * @throws BusyException when too many ask
     */
    public Optional<Waveform> read(Span span) {
        return view(span).map(view -> view.rate().isPresent() && count(span, view) <= span.bins()
                ? samples(span, view) : bins(span, view));
    }

    /** Bins of a time, whatever the rate; otherwise as {@link #read}. */
    public Optional<Waveform> bins(Span span) {
        return view(span).map(view -> bins(span, view));
    }

    /** All samples of a time; otherwise as {@link #read}. */
    public Optional<Waveform> samples(Span span) {
        return view(span).map(view -> view.rate().isPresent()
                ? samples(span, view) : bins(span, view));
    }

    private Optional<ChannelView> view(Span span) {
        return loop.ask(model -> ChannelView.of(model, span))
                .orElseThrow(() -> new BusyException("too many look at stations at a time"));
    }

    private static long count(Span span, ChannelView view) {
        return view.rate().orElseThrow().samples(span.untilNanos() - span.fromNanos());
    }

    private Waveform bins(Span span, ChannelView view) {
        boolean fine = view.fineFromNanos() <= span.fromNanos() && isWide(span);
        boolean placed = isPlaced(span, view);
        boolean kept = fine || !placed && view.coarseFromNanos() <= span.fromNanos();
        if (view.rate().isEmpty() || kept && !hasOlder(span, view)) {
            return new Waveform(view, view.bins(), List.of(), Waveform.Source.MEMORY,
                    span.untilNanos());
        }
        MinMax bins = kept
                ? view.bins() : new MinMax(span.fromNanos(), span.stepNanos(), span.bins());
        long until = journal(span, view, kept, run -> add(bins, run));
        return new Waveform(view, bins, List.of(), Waveform.Source.JOURNAL, until);
    }

    /** Reads what memory does not have; answers how far. */
    private long journal(
            Span span, ChannelView view, boolean kept, Consumer<SampleRun> packets) {
        return withTailer(tailer -> {
            JournalSamples journal =
                    new JournalSamples(tailer, view.channel(), view.rate().orElseThrow());
            boolean placed = isPlaced(span, view);
            long until = span.untilNanos();
            if (hasOlder(span, view) || !kept && !placed) {
                long received = kept || placed ? view.beganNanos() : Long.MAX_VALUE;
                until = journal.search(span.fromNanos(), until, received, packets);
            }
            return kept || !placed || journal.at(view.places(), packets)
                    ? until : span.fromNanos();
        });
    }

    /** True when packets of that time may have come before the model began to read. */
    private static boolean hasOlder(Span span, ChannelView view) {
        return span.fromNanos() - ChannelView.reachNanos(view.rate()) < view.beganNanos();
    }

    private static void add(MinMax bins, SampleRun run) {
        for (int i = 0; i < run.samples().length; i++) {
            bins.sample(run.startNanos() + run.rate().nanos(i), run.samples()[i]);
        }
    }

    private Waveform samples(Span span, ChannelView view) {
        List<SampleRun> packets = new ArrayList<>();
        long until = journal(span, view, false, packets::add);
        List<SampleRun> cut = packets.stream()
                .map(run -> run.cut(span.fromNanos(), span.untilNanos()))
                .filter(run -> run.samples().length > 0).toList();
        MinMax none = new MinMax(span.fromNanos(), span.stepNanos(), 0);
        return new Waveform(view, none, SampleRun.joined(cut), Waveform.Source.JOURNAL, until);
    }

    private static boolean isPlaced(Span span, ChannelView view) {
        return view.placesFromNanos() <= span.fromNanos() - ChannelView.reachNanos(view.rate())
                && view.places().length <= ChannelView.MOST_PACKETS;
    }

    /** Memory has no bins below a second. */
    private static boolean isWide(Span span) {
        return span.stepNanos() >= 1_000_000_000L;
    }

    /** Reads with a tailer, a few at a time. */
    private long withTailer(Reading reading) {
        try {
            if (!readers.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new BusyException("too many read the journal at a time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusyException("RTPD is ending");
        }
        try (JournalTailer tailer = tailers.get()) {
            return reading.read(tailer);
        } finally {
            readers.release();
        }
    }

    /** Reads until some time. */
    private interface Reading {
        long read(JournalTailer tailer);
    }
}
