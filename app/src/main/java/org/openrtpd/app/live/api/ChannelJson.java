package org.openrtpd.app.live.api;

import java.util.List;
import java.util.Optional;
import org.openrtpd.app.gaps.ChannelStanding;
import org.openrtpd.app.live.model.ChannelKey;
import org.openrtpd.app.live.model.LiveChannel;
import org.openrtpd.app.live.model.LiveModel;
import org.openrtpd.app.live.model.LiveStream;
import org.openrtpd.app.live.model.LiveUnit;
import org.openrtpd.app.live.wave.BlockKind;
import org.openrtpd.protocol.record.PacketTime;
import org.openrtpd.protocol.record.UnitId;
import org.openrtpd.protocol.trace.SampleRate;

/** Channels as JSON. The model's thread only. */
final class ChannelJson {

    private ChannelJson() {}

    static List<Fields> of(LiveModel model, LiveUnit unit, long nowNanos) {
        return unit.streams().stream().flatMap(stream -> stream.channels().stream()
                .map(channel -> channel(model, stream, channel, nowNanos))).toList();
    }

    private static Fields channel(
            LiveModel model, LiveStream stream, LiveChannel channel, long nowNanos) {
        ChannelKey key = channel.key();
        ChannelStanding standing = stream.standing(channel, nowNanos);
        long kept = Math.max(channel.store().firstNanos(),
                channel.store().completeFromNanos(BlockKind.TEN_SECONDS.binNanos()));
        return new Fields().put("channel", key.toString())
                .put("name", model.name(channel))
                .put("unit", UnitId.format(key.unit()))
                .put("streamNumber", key.streamIndex() + 1)
                .put("channelNumber", key.channelIndex() + 1)
                .put("rate", rate(channel.rate()))
                .millis("lastSampleMs", channel.endNanos())
                .millis("firstKeptMs", kept == Long.MAX_VALUE ? PacketTime.NO_TIME : kept)
                .number("completenessTodayPercent",
                        stream.isContinuous() ? standing.percent() : Double.NaN)
                .put("triggered", !stream.isContinuous());
    }

    /** Samples a second; null while they are not known. */
    static Double rate(Optional<SampleRate> rate) {
        return rate.map(SampleRate::hertz).orElse(null);
    }
}
