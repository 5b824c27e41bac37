package org.openrtpd.app.http;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.nio.file.Files;
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
        requireReadable("--http-cert", certificate);
        requireReadable("--http-key", key);
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

    private static void requireReadable(String option, Path file) {
        if (!Files.isReadable(file)) {
            throw new HttpException(HttpException.Kind.SETTING, "cannot read " + option + " " + file
                    + ": " + (Files.exists(file) ? "permission denied" : "there is no such file"), null);
        }
    }
}
