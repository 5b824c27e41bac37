package org.openrtpd.app.live.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.openrtpd.app.http.EventStream;
import org.openrtpd.app.http.Json;
import org.openrtpd.app.live.model.ChannelKey;
import org.openrtpd.app.live.model.LiveChannel;
import org.openrtpd.app.live.model.LiveEvent;
import org.openrtpd.app.live.model.LiveModel;
import org.openrtpd.app.live.model.LivePacket;
import org.openrtpd.app.live.wave.MinMax;
import org.openrtpd.protocol.record.UnitId;
import org.openrtpd.protocol.trace.SampleRate;
import org.openrtpd.protocol.trace.Tear;
import org.openrtpd.protocol.trace.TearCause;

/** Sends what comes of some channels to one browser. The model's thread only. */
final class ChannelFeed {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final double MILLIS_PER_SECOND = 1000;

    private final EventStream stream;
    private final Set<ChannelKey> channels;
    private final long stepNanos;
    private final double mostHertz;
    private final Consumer<LivePacket> packets = this::packet;
    private final Consumer<LiveEvent> events = this::event;

    /** @param points bins a second; a rate up to twice as high is sent sample by sample */
    ChannelFeed(EventStream stream, Set<ChannelKey> channels, int points) {
        this.stream = stream;
        this.channels = channels;
        this.stepNanos = NANOS_PER_SECOND / points;
        this.mostHertz = 2.0 * points;
    }

    /** Begins to send. */
    void begin(LiveModel model, long nowNanos) {
        List<Fields> known = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (ChannelKey key : channels) {
            model.channel(key).ifPresentOrElse(channel -> known.add(hello(model, channel)),
                    () -> unknown.add(key.toString()));
            model.watchers().add(key, packets);
        }
        model.watchers().addEvents(events);
        send("hello", new Fields().millis("serverMs", nowNanos / 1_000_000 * 1_000_000)
                .put("channels", known).put("unknown", unknown));
    }

    /** Ends it. */
    void end(LiveModel model) {
        model.watchers().remove(packets, events);
    }

    private Fields hello(LiveModel model, LiveChannel channel) {
        Fields fields = new Fields().put("channel", channel.key().toString())
                .put("name", model.name(channel))
                .put("rate", ChannelJson.rate(channel.rate()));
        return fields.maybe("kind", channel.rate().map(rate -> isSlow(rate) ? "samples" : "minmax"))
                .maybe("stepMs", channel.rate().map(this::stepMillis));
    }

    private boolean isSlow(SampleRate rate) {
        return rate.hertz() <= mostHertz;
    }

    private double stepMillis(SampleRate rate) {
        return isSlow(rate) ? MILLIS_PER_SECOND / rate.hertz() : WaveJson.millis(stepNanos);
    }

    private void packet(LivePacket packet) {
        packet.tear().ifPresent(tear -> send("tear", tear(tear)
                .put("channel", packet.channel().toString())));
        Fields fields = new Fields().put("channel", packet.channel().toString());
        if (isSlow(packet.rate())) {
            send("data", fields.put("kind", "samples").millis("startMs", packet.startNanos())
                    .put("stepMs", stepMillis(packet.rate())).put("values", packet.samples()));
            return;
        }
        MinMax bins = bins(packet);
        fields.put("kind", "minmax").millis("startMs", bins.fromNanos())
                .put("stepMs", WaveJson.millis(stepNanos));
        send("data", WaveJson.bins(fields, bins, 0, bins.bins()));
    }

    private MinMax bins(LivePacket packet) {
        int count = packet.samples().length;
        long from = Math.floorDiv(packet.startNanos(), stepNanos) * stepNanos;
        long last = packet.startNanos() + packet.rate().nanos(count - 1);
        MinMax bins = new MinMax(from, stepNanos, (int) ((last - from) / stepNanos) + 1);
        for (int i = 0; i < count; i++) {
            bins.sample(packet.startNanos() + packet.rate().nanos(i), packet.samples()[i]);
        }
        return bins;
    }

    private static Fields tear(Tear tear) {
        String kind = tear.cause() == TearCause.CLOCK ? "step" : tear.isGap() ? "gap" : "overlap";
        return new Fields().put("kind", kind)
                .millis("fromMs", Math.min(tear.expectedNanos(), tear.startNanos()))
                .millis("untilMs", Math.max(tear.expectedNanos(), tear.startNanos()))
                .number("seconds",
                        (tear.startNanos() - tear.expectedNanos()) / (double) NANOS_PER_SECOND);
    }

    private void event(LiveEvent event) {
        if (channels.stream().anyMatch(key -> key.unit() == event.unit())) {
            send("trigger", new Fields().put("unit", UnitId.format(event.unit()))
                    .put("streamNumber", event.streamIndex() + 1).put("event", event.event())
                    .millis("atMs", event.triggerNanos()).put("trigger", event.trigger()));
        }
    }

    private void send(String name, Fields fields) {
        stream.send(name, Json.bytes(fields));
    }
}
