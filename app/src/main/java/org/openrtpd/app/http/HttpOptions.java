package org.openrtpd.app.http;

import java.nio.file.Path;
import java.util.Optional;
import org.openrtpd.app.config.HostPort;
import org.openrtpd.app.config.SettingSources;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that say where HTTP is served and who may ask. */
public final class HttpOptions {

    private static final String OFF = "off";

    @Spec(Spec.Target.MIXEE) private CommandSpec spec;

    @Option(names = "--http", paramLabel = "HOST:PORT|off", defaultValue = "127.0.0.1:2580",
            description = "Address of the page, metrics, health and API; port 0 lets the system choose,"
                    + " off serves none.")
    private String http;

    @Option(names = "--http-token", paramLabel = "FILE",
            description = "File with the token that HTTP callers must show, 16 characters or more:"
                    + " 'Authorization: Bearer TOKEN', or as the password of any user.")
    private Path token;

    @Option(names = "--http-password", paramLabel = "FILE",
            description = "File with USER:PASSWORD lines; HTTP callers must show one, or the token.")
    private Path password;

    @Option(names = "--http-cert", paramLabel = "FILE",
            description = "Certificate chain (PEM): HTTP is spoken over TLS only.")
    private Path certificate;

    @Option(names = "--http-key", paramLabel = "FILE",
            description = "Private key of --http-cert (PEM, PKCS 8, without a pass phrase).")
    private Path key;

    /**
     * What these options say; nothing when HTTP is off.
     *
     * @throws picocli.CommandLine.ParameterException when the address is none
     */
    public Optional<HttpConfig> config() {
        if (http.strip().equalsIgnoreCase(OFF)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new HttpConfig(HostPort.parse(http), Optional.ofNullable(token),
                    Optional.ofNullable(password), Optional.ofNullable(certificate),
                    Optional.ofNullable(key)));
        } catch (IllegalArgumentException e) {
            throw SettingSources.wrongValue(spec, "--http", http,
                    "HOST:PORT, as 127.0.0.1:2580 or [::1]:2580, or off");
        }
    }
}
