package org.openrtpd.app.http;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** The server's certificate and key, from PEM files. */
final class Tls {

    private Tls() {}

    /**
     * Reads both, when the configuration names them.
     *
     * @throws HttpException when one is missing or cannot be used
     */
    static Optional<SslContext> read(HttpConfig config) {
        if (config.certificate().isEmpty() && config.key().isEmpty()) {
            return Optional.empty();
        }
        if (config.certificate().isEmpty() || config.key().isEmpty()) {
            throw new HttpException(HttpException.Kind.SETTING,
                    "--http-cert and --http-key go together: TLS needs both", null);
        }
        Path certificate = config.certificate().get();
        Path key = config.key().get();
        try {
            return Optional.of(SslContextBuilder.forServer(certificate.toFile(), key.toFile())
                    .protocols("TLSv1.3", "TLSv1.2").build());
        } catch (SSLException | IllegalArgumentException e) {
            throw new HttpException(HttpException.Kind.SETTING,
                    "cannot use --http-cert " + certificate + " with --http-key " + key + ": "
                    + e.getMessage() + "; both must be PEM, the key PKCS 8 without a pass"
                    + " phrase", e);
        }
    }
}
