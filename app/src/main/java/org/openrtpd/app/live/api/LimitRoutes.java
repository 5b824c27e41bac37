package org.openrtpd.app.live.api;

import org.openrtpd.app.http.Answer;
import org.openrtpd.app.http.Request;
import org.openrtpd.app.http.Routes;
import org.openrtpd.app.live.model.LiveLoop;
import org.openrtpd.app.live.model.LiveSettings;
import org.openrtpd.app.live.station.Limit;
import org.openrtpd.app.live.station.StationLimits;

/** What the colours go by, and how much is kept. */
final class LimitRoutes {

    private final LiveLoop loop;

    LimitRoutes(LiveLoop loop) {
        this.loop = loop;
    }

    void addTo(Routes routes) {
        routes.slow("/api/v1/limits", this::limits);
    }

    private Answer limits(Request request) {
        return Answer.json(Asked.ask(loop, model -> {
            LiveSettings settings = model.settings();
            StationLimits limits = settings.limits();
            Fields fields = new Fields();
            limit(fields, "age", "Seconds", limits.ageSeconds());
            limit(fields, "latency", "Seconds", limits.latencySeconds());
            limit(fields, "completeness", "Percent", limits.completenessPercent());
            limit(fields, "lockAge", "Seconds", limits.lockAgeSeconds());
            limit(fields, "supply", "Volts", limits.supplyVolts());
            limit(fields, "backup", "Volts", limits.backupVolts());
            limit(fields, "temperature", "Celsius", limits.temperatureCelsius());
            return fields.put("units", settings.units()).put("channels", settings.channels())
                    .put("memoryBytes", model.memoryBytes())
                    .put("memoryLimitBytes", settings.memoryBytes());
        }));
    }

    private static void limit(Fields fields, String name, String unit, Limit limit) {
        fields.maybe(name + "Amber" + unit, limit.amber()).maybe(name + "Red" + unit, limit.red());
    }
}
