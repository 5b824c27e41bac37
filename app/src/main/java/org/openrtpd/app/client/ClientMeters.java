package org.openrtpd.app.client;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.openrtpd.protocol.clientsession.ClientCount;
import org.openrtpd.protocol.clientsession.ClientCounts;
import org.openrtpd.protocol.clientsession.ClientEnd;

/** Every meter of the client leg, declared once with its sentence. */
final class ClientMeters {

    final ClientCounts counts = new ClientCounts();
    final Counter packets;
    final Counter behindRetention;
    final Counter commandsRefused;
    private final Map<ClientEnd, Counter> ends = new EnumMap<>(ClientEnd.class);

    ClientMeters(MeterRegistry registry, Supplier<Number> attached) {
        packets = Counter.builder("rtpd.client.packets")
                .description("Packets written to clients").register(registry);
        behindRetention = Counter.builder("rtpd.client.behind")
                .description("Times that a client was so slow that retention took what it had not read")
                .register(registry);
        commandsRefused = Counter.builder("rtpd.client.commands.refused")
                .description("Commands of clients that may send none").register(registry);
        for (ClientEnd end : ClientEnd.values()) {
            ends.put(end, Counter.builder("rtpd.client.ends")
                    .description("Connections of clients that RTPD ended")
                    .tag("reason", end.name().toLowerCase(Locale.ROOT)).register(registry));
        }
        for (ClientCount count : ClientCount.values()) {
            FunctionCounter.builder(
                            "rtpd.client." + count.name().toLowerCase(Locale.ROOT).replace('_', '.'),
                            counts, c -> c.total(count))
                    .description(count.meaning()).register(registry);
        }
        Gauge.builder("rtpd.client.attached", attached)
                .description("clients attached now").register(registry);
    }

    void ended(ClientEnd why) {
        ends.get(why).increment();
    }
}
