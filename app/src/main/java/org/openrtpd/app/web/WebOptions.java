package org.openrtpd.app.web;

import java.net.URI;
import java.util.Optional;
import org.openrtpd.app.config.HostPort;
import org.openrtpd.app.config.SettingSources;
import org.openrtpd.app.http.HttpOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of what people and Prometheus are shown. */
public final class WebOptions {

    @Spec(Spec.Target.MIXEE) private CommandSpec spec;

    @Mixin private HttpOptions http;

    @Option(names = "--rtpid-status", paramLabel = "HOST:PORT|URL",
            description = "Where RTPID tells its status, for the page: its --http, or a whole URL.")
    private String rtpidStatus;

    @Option(names = "--max-unit-series", paramLabel = "N", defaultValue = "1000",
            description = "Units that have metrics of their own; of more, only their number is told.")
    private int maxUnitSeries;

    /**
     * What these options say; nothing when HTTP is off.
     *
     * @throws picocli.CommandLine.ParameterException when one makes no sense
     */
    public Optional<WebConfig> config() {
        if (maxUnitSeries < 0) {
            throw SettingSources.wrongValue(spec, "--max-unit-series", maxUnitSeries, "0 or more");
        }
        Optional<URI> rtpid = Optional.ofNullable(rtpidStatus).map(this::statusAddress);
        return http.config().map(config -> new WebConfig(config, rtpid, maxUnitSeries));
    }

    private URI statusAddress(String text) {
        try {
            if (text.startsWith("http://") || text.startsWith("https://")) {
                URI address = URI.create(text);
                if (address.getHost() != null) {
                    return address;
                }
            } else {
                return URI.create("http://" + HostPort.parse(text) + "/status");
            }
        } catch (IllegalArgumentException e) {
            // Refused below, with what has no host.
        }
        throw SettingSources.wrongValue(spec, "--rtpid-status", text,
                "HOST:PORT, as 127.0.0.1:2581, or a URL, as http://127.0.0.1:2581/status");
    }
}
